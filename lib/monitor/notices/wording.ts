import type { EpisodeKind } from '@/lib/monitor/episodes/judge-episodes';

/** What a notice says of one kind of trouble, beside what was observed. */
interface Wording {
  means: string;
  todo: string;
  /** What is so again once it is over. */
  over: string;
}

export const WORDING: Record<EpisodeKind, Wording> = {
  source: {
    means:
      'What a source in trouble sends is late, missing or not believed. Its markets keep their last good values and raise no alert until it is well again. The other sources go on as before.',
    todo: 'See under /sources what it answered and when it was last well. Trouble of the exchange itself mostly passes, and one that asked us to wait is read again by itself; if it has closed for good, take it out of SOURCES.',
    over: 'What it sends is stored and believed again. The time between stays a gap.',
  },
  metric: {
    means:
      'The averages, ranks and alerts of this metric stand still for this exchange. Its other metrics go on.',
    todo: 'The exchange has probably changed its interface: look for a newer version of the exchange library (ccxt).',
    over: 'Its averages and ranks go on from here. The time between stays a gap.',
  },
  overdue: {
    means: 'Nothing new is stored and no alert is raised: every page shows old values.',
    todo: 'Is the server up, and its scheduler on (SCHEDULER), or does your cron service still call /api/cron/collect? The log says what the last collection died of.',
    over: 'New values are stored again. The time between stays a gap.',
  },
  outbox: {
    means: 'Alerts are found, but the mails about them do not leave.',
    todo: 'The log says what the mail service answered. Check its key, its limits and its status page.',
    over: 'Mails leave again, those that waited first.',
  },
  disk: {
    means: 'Once it is full the database stops, and with it everything else.',
    todo: 'Free some space, or keep less: OBSERVATION_RETENTION_HOURS, ROLLUP_RETENTION_DAYS and LOG_RETENTION_DAYS say how long what is kept.',
    over: 'There is room again.',
  },
  rebase: {
    means:
      'It looks like a merge or a redenomination, not a move of the market. Its average starts anew, and it raises no alert for it.',
    todo: 'Nothing, if the exchange has announced it. If it has not, look at the market: it may be feeding wrong prices.',
    over: '',
  },
  alerts: {
    means:
      'The values of these collections are stored and shown. What began in them and still holds is notified by the first collection whose alerts can be checked.',
    todo: 'The log has the whole error. If it took too long: raise COLLECT_INTERVAL, or look at what else keeps the database busy.',
    over: 'Alerts are checked again, and nothing that still holds was lost.',
  },
  'alerts-held': {
    means:
      'The furthest and most traded of them have alerts and emails. The others are remembered as open, and nobody is notified of them unless they end and begin again.',
    todo: 'See under /sources whether an exchange sends wrong prices. If the market really moved as a whole, nothing.',
    over: '',
  },
  clock: {
    means:
      'A machine whose clock is wrong collects nothing, since its values would be stored under wrong times. While no other machine collects, every page shows old values.',
    todo: 'Set the clock of the machine right, for instance with NTP (timedatectl set-ntp true). Collection goes on by itself within a minute.',
    over: 'It collects again. The time between stays a gap.',
  },
  'set-aside': {
    means:
      'A clock that was ahead stored values under times that had not come. They would have hidden all newer ones until then. They were deleted, averages and ranks are those of the last slot before, and alerts that began or ended under those times are as they were before.',
    todo: 'Find out why the clock was ahead, and keep it right with NTP. Nothing else needs to be done.',
    over: '',
  },
  database: {
    means: 'Nothing is collected, no page and no request can be answered.',
    todo: 'Is Postgres up, and can it be reached at DATABASE_URL? With the built-in one, look at the log and for space on the disk of DATA_DIR.',
    over: 'Collections go on. The time between stays a gap.',
  },
  pool: {
    means: 'Requests wait for a connection and fail after five seconds, collections too.',
    todo: 'Look for queries that hang (pg_stat_activity). If the traffic is real, raise DATABASE_POOL_SIZE.',
    over: 'There are free connections again.',
  },
};

/** What it means and what to do when every source is in trouble at once. */
export const ALL_SOURCES = {
  means: 'Hardly anything new is stored and believed, so that pages show old values and alerts are missing.',
  todo: "All at once is rarely the exchanges' fault: check this server's network and name resolution first, then SOURCES and SOURCE_URLS.",
};
