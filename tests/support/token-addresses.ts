import { readdirSync } from 'node:fs';
import { openApiDocument } from '@/lib/http/openapi/document';

/** In the form of every link token, and good for nothing. */
export const LINK_TOKEN = `manage.17.1.1803295187.${'Zq-_'.repeat(10)}Zq3`;

/** Every path of the API, by its own document. */
export function apiPaths(): string[] {
  return Object.keys(openApiDocument('https://metrics.test').paths ?? {}).map((path) => `/api${path}`);
}

/** Every page, with a value for each part of its path that varies. */
export function pagePaths(): string[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => {
      const path = `/${file}`.replace(/\/page\.tsx$/, '');
      return path === '' ? '/' : path.replace(/\[[^\]]+\]/g, 'kraken:BTC-USD');
    });
}

const hex = (text: string) =>
  [...text].map((sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');

/** The ways in which the name of a query parameter can be written. */
export function encodingsOf(name: string): string[] {
  const [first = '', ...rest] = name;
  const last = name.at(-1) ?? '';
  return [
    name,
    name.toUpperCase(),
    hex(first) + rest.join(''),
    name.slice(0, -1) + hex(last),
    hex(name),
    hex(name).toUpperCase(),
    hex(hex(name)),
    hex(hex(first)) + rest.join(''),
    `${name}%00`,
    `+${name}`,
    `%20${name}`,
    `a;${name}`,
    `${name}[]`,
  ];
}

/** The queries, fragments and paths by which a token may come, each for one way to write its name and its value. */
export function tokenAddresses(path: string, token = LINK_TOKEN): string[] {
  const values = [
    token,
    hex(token),
    hex(hex(token)),
    token.replace('.', '%2E'),
    `%${token}`,
    `${token}&x=%ff`,
  ];
  const queries = encodingsOf('token').flatMap((name) => [
    ...values.map((value) => `${path}?${name}=${value}`),
    `${path}?a=1&${name}=${token}&b=2`,
    `${path}?${name}%3D${token}`,
    `${path}?next=${encodeURIComponent(`/manage?${name}=${token}`)}`,
  ]);
  return [
    ...queries,
    `${path}%3Ftoken=${token}`,
    `${path}/${token}`,
    `${path};token=${token}`,
    `${path}?${token}`,
  ];
}
