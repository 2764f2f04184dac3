import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChartPicture } from '@/components/chart';
import { PAGE_PAINT, PICTURE_PAINT } from '@/components/chart/paint';
import { rasterise } from '@/components/chart/rasterise';
import { CHARTS, TEXT } from '@/tests/support/chart/made-up';

const SIZE = { width: 900, height: 450 };
/** Of all pixels: what another version of the rasteriser may set otherwise at the edges of letters. */
const TOLERATED_SHARE = 0.0003;
const LARGEST_BYTES = 50_000;

const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/pictures/${name}.png`, import.meta.url));

async function draw(name: string, theme: 'light' | 'dark', size = SIZE): Promise<Buffer> {
  const data = CHARTS[name];
  if (data === undefined) throw new Error(`no chart ${name}`);
  const svg = renderToStaticMarkup(<ChartPicture data={data} size={size} text={TEXT} theme={theme} />);
  return Buffer.from(await rasterise(svg));
}

/** The stored picture; `UPDATE_PICTURES=1` stores what is drawn now, to be looked at before it is committed. */
function stored(name: string, drawn: Buffer): PNG {
  if (process.env.UPDATE_PICTURES === '1') writeFileSync(fileOf(name), drawn);
  return PNG.sync.read(readFileSync(fileOf(name)));
}

const cases = Object.keys(CHARTS).flatMap((name) =>
  (['light', 'dark'] as const).map((theme) => ({ name, theme })),
);

test.each(cases)('$name, $theme, is drawn as it was, in under 50 kB', async ({ name, theme }) => {
  const drawn = await draw(name, theme);
  const expected = stored(`${name}-${theme}`, drawn);
  const { width, height, data } = PNG.sync.read(drawn);
  expect({ width, height }).toEqual({ width: expected.width, height: expected.height });
  const different = pixelmatch(data, expected.data, undefined, width, height, { threshold: 0.1 });
  expect(different / (width * height)).toBeLessThan(TOLERATED_SHARE);
  expect(drawn.byteLength).toBeLessThan(LARGEST_BYTES);
});

test('another picture is found to be another', async () => {
  const [one, other] = [
    PNG.sync.read(await draw('day', 'light')),
    PNG.sync.read(await draw('gaps', 'light')),
  ];
  const different = pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 });
  expect(different / (one.width * one.height)).toBeGreaterThan(TOLERATED_SHARE);
});

test('a picture is the same each time, byte for byte', async () => {
  expect(await draw('alerts', 'dark')).toEqual(await draw('alerts', 'dark'));
});

test('a picture has the size that was asked for', async () => {
  const { width, height } = PNG.sync.read(await draw('day', 'light', { width: 1600, height: 1000 }));
  expect({ width, height }).toEqual({ width: 1600, height: 1000 });
});

test('a narrow picture says less, and nothing past its edge', async () => {
  const drawn = await draw('alerts', 'light', { width: 320, height: 200 });
  const expected = stored('narrow', drawn);
  const { width, height, data } = PNG.sync.read(drawn);
  const different = pixelmatch(data, expected.data, undefined, width, height, { threshold: 0.1 });
  expect(different / (width * height)).toBeLessThan(TOLERATED_SHARE);
});

test('a file stands alone: it knows no token and loads nothing', () => {
  for (const data of Object.values(CHARTS)) {
    const svg = renderToStaticMarkup(<ChartPicture data={data} size={SIZE} text={TEXT} theme="dark" />);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/var\(|href|url\(|<script|NaN/);
  }
});

test('the colours of files are those of pages', () => {
  const css = readFileSync('app/globals.css', 'utf8');
  const colourOf = (token: string, scheme: 'light' | 'dark'): string => {
    const value = new RegExp(`${token}: (.+);`).exec(css)?.[1] ?? '';
    const [, light = '', dark = ''] = /^light-dark\((.+), ((?:#|rgba).+)\)$/.exec(value) ?? [];
    if (light !== '') return scheme === 'light' ? light : dark;
    return colourOf(/^var\((.+)\)$/.exec(value)?.[1] ?? 'nothing', scheme);
  };
  const written = (scheme: 'light' | 'dark') =>
    JSON.parse(JSON.stringify(PAGE_PAINT), (_, value) =>
      typeof value === 'string' ? colourOf(value.slice(4, -1), scheme) : value,
    );
  expect(written('light')).toEqual(PICTURE_PAINT.light);
  expect(written('dark')).toEqual(PICTURE_PAINT.dark);
});

test('making a PNG looks up the name of no client, which would hold all of them', async () => {
  await rasterise('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  expect(process.report).toHaveProperty('excludeNetwork', true);
});
