import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FirstCollection } from '@/components/status/first-collection';
import { NoSource } from '@/components/status/no-source';
import { StaleNotice } from '@/components/status/stale-notice';
import { StatusLine } from '@/components/status/status-line';
import { statusTone } from '@/components/status/status-tone';
import { troubleOf } from '@/components/status/trouble';
import { SettingError } from '@/lib/platform/env';
import type { Status } from '@/lib/queries/status';

const NOW_MS = Date.UTC(2026, 10, 24, 12, 5, 54);

const WELL: Status = {
  version: '7.0',
  collection: {
    slot: '2026-11-24T12:05:00.000Z',
    closedAt: '2026-11-24T12:05:12.000Z',
    nextDueAt: '2026-11-24T12:10:12.000Z',
    overdueAt: '2026-11-24T12:20:12.000Z',
  },
  sources: { fresh: 2, all: 2, notFresh: [], partial: [] },
  markets: 9812,
  trouble: null,
};

const LATE_MS = Date.UTC(2026, 10, 24, 12, 20, 13);

const dead = (exchange: string) => ({ exchange, reason: 'HTTP 502' });

const NOBODY: Status = {
  ...WELL,
  sources: { fresh: 0, all: 2, notFresh: [dead('kraken'), dead('okx')], partial: [] },
};

const waiting = (exchange: string) => ({
  exchange,
  reason: 'asked us to wait until 12:40 UTC: HTTP 418',
  waitUntil: '2026-11-24T12:40:00.000Z',
});

/** What a reader sees of it. */
const text = (markup: React.ReactNode) =>
  renderToStaticMarkup(markup)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');

describe('StatusLine', () => {
  it('says when, from how many, and when again', () => {
    expect(text(<StatusLine status={WELL} renderedMs={NOW_MS} />)).toBe(
      'Collected 12:05 UTC, 42 s ago· 2 of 2 exchanges live· 9,812 markets· next in 4:18',
    );
  });

  it('is late once the next should have been there long ago', () => {
    expect(text(<StatusLine status={WELL} renderedMs={LATE_MS} />)).toBe(
      'Late: collected 12:05 UTC, 15 min ago· 2 of 2 exchanges live· 9,812 markets',
    );
  });

  it('names what is missing and why', () => {
    const status = { ...WELL, sources: { fresh: 1, all: 2, notFresh: [dead('okx')], partial: [] } };
    expect(text(<StatusLine status={status} renderedMs={NOW_MS} />)).toContain(
      'Not reporting: OKX' + 'OKX: HTTP 502',
    );
  });

  it('says until when an exchange asked us to wait', () => {
    const status = { ...WELL, sources: { fresh: 1, all: 2, notFresh: [waiting('okx')], partial: [] } };
    expect(text(<StatusLine status={status} renderedMs={NOW_MS} />)).toContain(
      'OKX asked us to wait until 12:40 UTC: HTTP 418',
    );
  });
});

describe('statusTone', () => {
  it('is amber when late or incomplete, red without any exchange', () => {
    const some = { ...WELL, sources: { fresh: 1, all: 2, notFresh: [dead('okx')], partial: [] } };
    const part = { ...WELL, sources: { fresh: 2, all: 2, notFresh: [], partial: [dead('okx')] } };
    const tones = [WELL, some, part, NOBODY].map((status) => statusTone(status, NOW_MS));
    expect(tones).toEqual(['good', 'warn', 'warn', 'bad']);
    expect(statusTone(WELL, LATE_MS)).toBe('warn');
  });
});

describe('notices', () => {
  it('without any source: what was tried and what to do', () => {
    expect(text(<NoSource status={NOBODY} />)).toContain(
      'Tried kraken, okx. Check that this machine reaches',
    );
    expect(text(<NoSource status={WELL} />)).toBe('');
  });

  it('without any source, since all asked us to wait: no word of the network', () => {
    const all = { ...NOBODY.sources, notFresh: [waiting('kraken'), waiting('okx')] };
    const notice = text(<NoSource status={{ ...NOBODY, sources: all }} />);
    expect(notice).toContain('Every exchange asked us to wait');
    expect(notice).toContain('OKX asked us to wait until 12:40 UTC');
    expect(notice).not.toContain('internet');
    const mixed = { ...NOBODY.sources, notFresh: [waiting('kraken'), dead('okx')] };
    expect(text(<NoSource status={{ ...NOBODY, sources: mixed }} />)).toContain('No source answered');
  });

  it('before the first collection: what happens, or what to call', () => {
    const plan = { sources: ['kraken', 'okx'], intervalSeconds: 300 };
    expect(text(<FirstCollection {...plan} scheduled />)).toContain(
      '2 sources are being asked: kraken, okx.',
    );
    expect(text(<FirstCollection {...plan} scheduled={false} />)).toContain('call GET /api/cron/collect');
  });

  it('of old figures only when they are old', () => {
    expect(text(<StaleNotice status={WELL} renderedMs={NOW_MS} />)).toBe('');
    expect(text(<StaleNotice status={WELL} renderedMs={LATE_MS} />)).toContain(
      'The last collection was 15 min ago',
    );
  });
});

describe('troubleOf', () => {
  it('tells a lost database and a wrong setting from a fault', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(troubleOf(refused).title).toBe('The database does not answer');
    expect(troubleOf(new SettingError('DATABASE_URL is missing')).advice).toBe('DATABASE_URL is missing');
    expect(() => troubleOf(new TypeError('x is undefined'))).toThrow('x is undefined');
  });
});
