import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { alertsPath, stateOf } from '@/components/alerts/read-state';
import { marketStatePath } from '@/components/markets/market-paths';
import { readMarketState } from '@/components/markets/market-state';
import { rankingPath, readRankingState } from '@/components/ranking/ranking-state';
import type { SearchParams } from '@/components/site/search-params';
import { type PublicRead, publicReads } from '@/lib/http/openapi';
import type { Lane, Route, Routes } from '@/server/edge/routes';
import { canonicalQuery } from './canonical-query';

/** Small, and made in a moment: they never wait for anything else. */
const QUICK = ['/api/status', '/api/health', '/api/openapi.json', '/robots.txt', '/favicon.ico'];
/** Of one market, or short; the other reads are of many. */
const READS = ['/api/metrics', '/api/prometheus', '/api/sources'];
/** Files of the build and of `public`, and what Next makes of them. */
const FILE = /^\/_next\/|^\/[\w-]+\.(?:svg|png|ico|txt|webmanifest)$/;
/** The scheduler's: they take as long as a collection, and answer nobody without its secret. */
const SCHEDULER = /^\/api\/cron\//;

/** What no collection changes; what is in it of the settings, no more. */
const CONSTANT = ['/api-docs', '/api/openapi.json'];
const CONSTANT_FILE = /^\/_next\/static\//;

/** The pages that take parameters, each with the one address that it gives to a state. */
const PAGES: Record<string, (params: SearchParams) => string> = {
  '/': (params) => rankingPath(readRankingState(params)),
  '/alerts': (params) => {
    const state = stateOf(params);
    return alertsPath(state, { after: state.after });
  },
  '/sources': () => '/sources',
  '/api-docs': () => '/api-docs',
};
const MARKET = /^\/markets\/([^/]+)$/;

/** Longer ones are worked out each time: they are rare, and would take the room of many. */
const MAX_KNOWN_LENGTH = 512;
const MAX_KNOWN = 4000;

/**
 * What an address means, by the tables of the pages and of the API: addresses of the same answer become one, so that
 * nobody makes up new ones, and what is quick is told from what is not.
 */
export function routesOfApp(): Routes {
  const reads = new Map(publicReads().map((read) => [read.path, read]));
  const known = new LRUCache<string, Route>({ max: MAX_KNOWN });
  return (url, accept) => {
    const key = `${url} ${accept}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const route = routeOf(reads, url, accept);
    if (key.length <= MAX_KNOWN_LENGTH) known.set(key, route);
    return route;
  };
}

function routeOf(reads: ReadonlyMap<string, PublicRead>, url: string, accept: string): Route {
  const at = url.indexOf('?');
  const path = at === -1 ? url : url.slice(0, at);
  const query = at === -1 ? '' : url.slice(at + 1);
  const read = reads.get(path);
  return {
    url: read === undefined ? pageAddress(url, path, query) : readAddress(url, read, query),
    accept: read === undefined ? '*/*' : acceptOf(read, accept),
    lane: laneOf(path),
    isConstant: CONSTANT.includes(path) || CONSTANT_FILE.test(path),
  };
}

function laneOf(path: string): Lane | null {
  if (SCHEDULER.test(path)) return null;
  if (QUICK.includes(path) || FILE.test(path)) return 'quick';
  if (READS.includes(path)) return 'read';
  return path.startsWith('/api/') || path.startsWith('/sitemap') ? 'list' : 'page';
}

function readAddress(url: string, { path, parameters }: PublicRead, query: string): string {
  const canonical = canonicalQuery(query, parameters);
  if (canonical === null) return url;
  return canonical === '' ? path : `${path}?${canonical}`;
}

/** The one type of those offered that the header prefers; the usual one where it names none. */
function acceptOf({ mediaTypes }: PublicRead, accept: string): string {
  const [usual = '*/*'] = mediaTypes;
  if (mediaTypes.length < 2) return usual;
  return new Negotiator({ headers: { accept } }).mediaType([...mediaTypes]) ?? usual;
}

function pageAddress(url: string, path: string, query: string): string {
  const [, segment] = MARKET.exec(path) ?? [];
  const address = PAGES[path];
  if (address === undefined && segment === undefined) return url;
  const params = new URLSearchParams(query);
  const sent = Object.fromEntries([...new Set(params.keys())].map((name) => [name, sentUnder(params, name)]));
  if (address !== undefined) return address(sent);
  const name = decodedName(segment ?? '');
  return name === null ? url : marketStatePath(name, readMarketState(sent, name));
}

function sentUnder(params: URLSearchParams, name: string): string | string[] {
  const [first = '', ...others] = params.getAll(name);
  return others.length === 0 ? first : [first, ...others];
}

function decodedName(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
