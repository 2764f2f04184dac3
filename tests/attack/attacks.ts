import type { Attack } from './attack';
import { acceptHeaders } from './clients/accept-headers';
import { differentPages } from './clients/different-pages';
import { freeKeys } from './clients/free-keys';
import { oddRequests } from './clients/odd-requests';
import { pipelinedApiDocs, pipelinedPages } from './clients/pipelined-pages';
import { previewStorm } from './clients/preview-storm';
import { silentConnections } from './clients/silent-connections';
import { twentySubscribers } from './clients/twenty-subscribers';
import { unfinishedBodiesOnPage, unfinishedBodiesOnRoute } from './clients/unfinished-bodies';
import { unreadConnections, unreadPipeline } from './clients/unread';
import { unsharedRequests } from './clients/unshared-requests';
import { HOSTILE_EXCHANGES } from './hostile-exchanges';

/** Every attack that `npm run test:attack` runs, one after the other. */
export const ATTACKS: readonly Attack[] = [
  pipelinedPages,
  pipelinedApiDocs,
  unsharedRequests,
  unreadPipeline,
  unreadConnections,
  acceptHeaders,
  freeKeys,
  differentPages,
  previewStorm,
  ...HOSTILE_EXCHANGES,
  unfinishedBodiesOnPage,
  unfinishedBodiesOnRoute,
  oddRequests,
  silentConnections,
  twentySubscribers,
];
