import { readdirSync } from 'node:fs';
import type { Input, Known } from './input';

const WATCHES = JSON.stringify([{ metric: null, dimension: null, threshold: 1.26, direction: 'below' }]);
const MANY_WORDS = Array.from({ length: 40 }, () => 'u').join(' ');

/** The most expensive addresses of each page, by its folder; one that is missing here fails the run. */
const ADDRESSES: Record<string, (known: Known) => readonly string[]> = {
  '/': () => [
    '/',
    `/?q=${encodeURIComponent(MANY_WORDS)}`,
    '/?metric=quote_volume&by=cv&sort=ratio.asc&page=99999',
    '/?sort=dimension.desc&page=2',
  ],
  '/alerts': () => ['/alerts', '/alerts?state=past', '/alerts?scope=all', '/alerts?base=BTC&metric=price'],
  '/api-docs': () => ['/api-docs'],
  '/confirm': ({ manageToken }) => ['/confirm?sent=1', `/confirm?token=${manageToken}`],
  '/mailbox': () => ['/mailbox'],
  '/mailbox/[id]': ({ mailId }) => [`/mailbox/${mailId}`],
  '/manage': ({ manageToken }) => [`/manage?token=${manageToken}`],
  '/markets/[dimension]': ({ markets }) => {
    const [market = '', ...others] = markets;
    const compared = others
      .slice(0, 4)
      .map((name) => `&compare=${encodeURIComponent(name)}`)
      .join('');
    return [
      ...['24h', '7d', '30d', '90d'].map(
        (range) => `/markets/${encodeURIComponent(market)}?range=${range}${compared}`,
      ),
      `/markets/${encodeURIComponent(market)}?metric=volume&from=2000-01-01&to=2100-01-01`,
      `/markets/${encodeURIComponent(`kraken:${'x'.repeat(500)}`)}`,
    ];
  },
  '/mute': ({ muteToken }) => [
    `/mute?token=${muteToken}&dimension=${encodeURIComponent('*:BTC-*')}&for=ever`,
  ],
  '/preview': () => [`/preview?watches=${encodeURIComponent(WATCHES)}`, '/preview'],
  '/sources': () => ['/sources'],
  '/unsubscribe': ({ manageToken }) => [`/unsubscribe?token=${manageToken}`],
  '/sitemap.xml': () => ['/sitemap.xml'],
  '/sitemaps/[page]': () => ['/sitemaps/1', '/sitemaps/2', '/sitemaps/99999'],
  '/robots.txt': () => ['/robots.txt'],
  '/manifest.webmanifest': () => ['/manifest.webmanifest'],
};

/** As Next's own client asks for a page that is clicked, or might be. */
const BETWEEN_PAGES: [string, Record<string, string>][] = [
  ['clicked', { rsc: '1' }],
  ['prefetched', { rsc: '1', 'next-router-prefetch': '1' }],
  ['with garbage for a state', { rsc: '1', 'next-router-state-tree': 'x'.repeat(4000) }],
];

/** What stands at an address in the `app` folder, outside the API. */
const FILES: Record<string, (folder: string) => string> = {
  'page.tsx': (folder) => folder || '/',
  'route.ts': (folder) => folder,
  'robots.ts': () => '/robots.txt',
  'manifest.ts': () => '/manifest.webmanifest',
};

/** Every page of the app, by its folder: those that the folder `app` has. */
export function appPages(): string[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => !/^api[\\/]/.test(file))
    .flatMap((file) => {
      const [name = '', ...folders] = file.split(/[\\/]/).reverse();
      const address = FILES[name];
      return address === undefined
        ? []
        : [
            address(
              folders
                .reverse()
                .map((each) => `/${each}`)
                .join(''),
            ),
          ];
    })
    .sort();
}

/** The most expensive requests for each page, and for one that there is not. */
export function pageInputs(known: Known, most = Number.POSITIVE_INFINITY): Input[] {
  const pages = appPages().flatMap((page) => {
    const addresses = ADDRESSES[page];
    if (addresses === undefined)
      throw new Error(`tests/worst-inputs/inputs/page-inputs.ts has no address of ${page}`);
    const own = addresses(known);
    const plain = own.map((path) => input('', path, headersOf(page, known)));
    const between = BETWEEN_PAGES.map(([name, headers]) => input(name, own[0] ?? page, headers));
    return [...plain, ...between].slice(0, most);
  });
  return [...pages, input('no such page', `/${'x/'.repeat(500)}`, {})];
}

/** The mailbox opens to the operator alone. */
function headersOf(page: string, { adminToken }: Known): Record<string, string> {
  if (!page.startsWith('/mailbox')) return {};
  return { authorization: `Basic ${Buffer.from(`operator:${adminToken}`).toString('base64')}` };
}

function input(name: string, path: string, headers: Record<string, string>): Input {
  return { name, method: 'GET', path, headers: { accept: 'text/html', ...headers } };
}
