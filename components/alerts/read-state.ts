import { HttpProblem } from '@/lib/http';
import { MAX_NAME_LENGTH } from '@/lib/model/market-name';
import { type AlertList, type AlertQuery, alertQuery, listAlerts } from '@/lib/queries';

export type AlertParams = Record<string, string | string[] | undefined>;

/** The filters in a page's address; what is empty or cannot be read is left out. */
export function stateOf(params: AlertParams): AlertQuery {
  const state: AlertQuery = {};
  for (const name of ['state', 'dimension', 'base', 'metric', 'after'] as const) {
    const sent = params[name];
    if (typeof sent !== 'string' || sent.trim() === '') continue;
    const read = alertQuery.partial().safeParse({ [name]: sent.slice(0, MAX_NAME_LENGTH) });
    if (read.success) Object.assign(state, read.data);
  }
  return state;
}

/** What the filters find; a sentence where a name in them is none. */
export async function readList(state: AlertQuery): Promise<AlertList | string> {
  try {
    return await listAlerts({ ...state, limit: 50 });
  } catch (error) {
    if (error instanceof HttpProblem && error.code !== 'unavailable') return error.detail;
    throw error;
  }
}

/** The page with other filters; what is undefined goes, and with it the place in the pages. */
export function alertsPath(
  state: AlertQuery,
  changed: Partial<Record<keyof AlertQuery, string | undefined>> = {},
) {
  const { after: _, limit: __, ...filters } = state;
  const entries = Object.entries({ ...filters, ...changed }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length === 0 ? '/alerts' : `/alerts?${new URLSearchParams(entries)}`;
}
