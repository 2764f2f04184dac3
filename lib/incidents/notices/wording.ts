import type { EpisodeKind } from '@/lib/incidents/episodes/judge-episodes';

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
      'The data of this exchange is late, missing or rejected. Its markets keep their last good values and raise no alerts until it is healthy again. Other exchanges are not affected.',
    todo: 'See on /sources what the exchange answered and when it was last healthy. Most outages of an exchange pass, and one that asked us to wait is read again automatically. If it has closed permanently, remove it from SOURCES.',
    over: 'Its data is stored and accepted again. The time in between remains a gap.',
  },
  metric: {
    means:
      'The averages, ranks and alerts of this metric are not updated for this exchange. Its other metrics are.',
    todo: 'The exchange has probably changed its API: look for a newer version of the exchange library (ccxt).',
    over: 'Its averages and ranks are updated again. The time in between remains a gap.',
  },
  overdue: {
    means: 'Nothing new is stored and no alert is raised: every page shows old values.',
    todo: 'Is the server up, and its scheduler on (SCHEDULER), or does your cron service still call /api/cron/collect? The log says why the last collection failed.',
    over: 'New values are stored again. The time in between remains a gap.',
  },
  outbox: {
    means: 'Alerts are detected, but the emails about them are not sent.',
    todo: "The log says what the email provider answered. Check the key, your limits and the provider's status page.",
    over: 'Emails are sent again, the ones that waited first.',
  },
  disk: {
    means: 'When the disk is full, the database stops, and with it everything else.',
    todo: 'Free some space, or keep less data: see OBSERVATION_RETENTION_HOURS, ROLLUP_RETENTION_DAYS and LOG_RETENTION_DAYS.',
    over: 'There is enough space again.',
  },
  rebase: {
    means:
      'This looks like a merge or a redenomination, not a move of the market. Its average starts over, and no alert is raised.',
    todo: 'Nothing, if the exchange has announced it. If it has not, look at the market: it may be feeding wrong prices.',
    over: '',
  },
  alerts: {
    means:
      'The values of these collections are stored and shown. Alerts that began in them and still hold are sent by the next collection whose alerts can be checked.',
    todo: 'The log has the full error. If it took too long, raise COLLECT_INTERVAL, or find out what else keeps the database busy.',
    over: 'Alerts are checked again. None that still holds was lost.',
  },
  'alerts-held': {
    means:
      'The largest moves and the most traded markets have alerts and emails. The others count as open, and no emails are sent for them unless they end and begin again.',
    todo: 'See on /sources whether an exchange sends wrong prices. If the whole market really moved, nothing.',
    over: '',
  },
  clock: {
    means:
      'A machine whose clock is wrong collects nothing, because its values would be stored under wrong times. Unless another machine collects, every page shows old values.',
    todo: 'Set the clock of the machine, for instance with NTP (timedatectl set-ntp true). Collection resumes within a minute.',
    over: 'It collects again. The time in between remains a gap.',
  },
  'set-aside': {
    means:
      'A clock that was ahead stored values under future times, which would have hidden all newer values until then. They were deleted. Averages and ranks are those of the last slot before, and alerts that began or ended under those times are as they were before.',
    todo: 'Find out why the clock was ahead, and keep it correct with NTP. Nothing else needs to be done.',
    over: '',
  },
  database: {
    means: 'Nothing is collected, and no page or request can be answered.',
    todo: 'Is Postgres up, and can it be reached at DATABASE_URL? If it is the built-in one, check the log and the free space on the disk of DATA_DIR.',
    over: 'Collections continue. The time in between remains a gap.',
  },
  pool: {
    means: 'Requests and collections wait for a connection and fail after five seconds.',
    todo: 'Look for queries that hang (pg_stat_activity). If the traffic is real, raise DATABASE_POOL_SIZE.',
    over: 'Connections are free again.',
  },
};

/** What it means and what to do when every source is in trouble at once. */
export const ALL_SOURCES = {
  means: 'Hardly any new data is stored and accepted, so pages show old values and alerts are missing.',
  todo: "All at once is rarely the exchanges' fault: check this server's network and name resolution first, then SOURCES and SOURCE_URLS.",
};
