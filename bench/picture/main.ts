import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ChartPicture } from '@/components/chart';
import { rasterise } from '@/components/chart/rasterise';
import { CHARTS, TEXT } from '@/tests/support/chart/made-up';

/** CPU of one picture, whatever thread it runs on, and its bytes: the median of these many, after as many untimed. */
const ROUNDS = 25;
const SIZE = { width: 900, height: 450 };
const AIM_MS = 100;

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measure(name: string, theme: 'light' | 'dark') {
  const data = CHARTS[name];
  if (data === undefined) throw new Error(`no chart ${name}`);
  const svgMs: number[] = [];
  const pngMs: number[] = [];
  let bytes = { svg: 0, png: 0 };
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const [svg, drawnMs] = await cpuOf(async () =>
      renderToStaticMarkup(createElement(ChartPicture, { data, size: SIZE, text: TEXT, theme })),
    );
    const [png, rasterisedMs] = await cpuOf(() => rasterise(svg));
    if (round < ROUNDS) continue;
    svgMs.push(drawnMs);
    pngMs.push(rasterisedMs);
    bytes = { svg: Buffer.byteLength(svg), png: png.byteLength };
  }
  return { name: `${name}, ${theme}`, svgMs: median(svgMs), pngMs: median(pngMs), ...bytes };
}

async function cpuOf<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  return [done, (user + system) / 1000];
}

let slowest = 0;
console.log('| picture | SVG, ms CPU | PNG of it, ms CPU | SVG, kB | PNG, kB |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const name of Object.keys(CHARTS)) {
  const { name: title, svgMs, pngMs, svg, png } = await measure(name, 'light');
  slowest = Math.max(slowest, svgMs + pngMs);
  console.log(
    `| ${title} | ${svgMs.toFixed(1)} | ${pngMs.toFixed(1)} | ${(svg / 1000).toFixed(1)} | ${(png / 1000).toFixed(1)} |`,
  );
}
console.log(
  `\nslowest ${slowest.toFixed(1)} ms CPU, aim below ${AIM_MS}: ${slowest < AIM_MS ? 'met' : 'missed'}`,
);
