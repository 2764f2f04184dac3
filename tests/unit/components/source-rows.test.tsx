import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SourcesTable } from '@/components/sources/sources-table';
import { STATES } from '@/components/sources/states';
import { SOURCE_STATES } from '@/lib/incidents/source-state';
import type { Source } from '@/lib/queries/exchanges/source-report';

const NOW_MS = Date.UTC(2026, 10, 24, 12, 5);
const SLOT = '2026-11-24T12:05:00.000Z';

const source = (state: Source['state'], reason: string | null): Source => ({
  exchange: state,
  state,
  reason,
  waitUntil: state === 'waiting' ? '2026-11-24T12:40:00.000Z' : null,
  since: SLOT,
  lastSuccessAt: SLOT,
  latency: { lastMs: 100, medianMs: 100 },
  markets: { listed: 9, priced: 9, stored: 9, unlisted: 3 },
  rejections: [],
  strip: [{ from: SLOT, state }],
});

const shown = (sources: Source[]) =>
  renderToStaticMarkup(<SourcesTable report={{ asOf: SLOT, cellSeconds: 300, sources }} nowMs={NOW_MS} />);

it('shows an exchange that asked us to wait as waiting, with the time, and not as failing', () => {
  const markup = shown([source('waiting', 'asked us to wait until 12:40 UTC: HTTP 418')]);
  expect(markup).toContain('>waiting<');
  expect(markup).toContain('asked us to wait until 12:40 UTC: HTTP 418');
  expect(markup).not.toContain('failing');
  expect(markup).toContain('3 tickers of no listed market');
});

it('has words and a height of its own for every state, the worse the higher', () => {
  const heights = SOURCE_STATES.map((state) => STATES[state].height);
  expect(heights).toEqual([...new Set(heights)].sort((a, b) => a - b));
  const words = shown(SOURCE_STATES.map((state) => source(state, null))).matchAll(/>(\w+)</g);
  const states: readonly string[] = SOURCE_STATES;
  expect(Array.from(words, ([, word = '']) => word).filter((word) => states.includes(word))).toEqual(
    SOURCE_STATES.toReversed(),
  );
});
