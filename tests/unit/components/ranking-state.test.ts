import { describe, expect, it } from 'vitest';
import { rankingPath, rankingQueryOf, readRankingState } from '@/components/ranking/ranking-state';

describe('the ranking in the address', () => {
  it('is the usual one where the address says nothing', () => {
    expect(rankingPath(readRankingState({}))).toBe('/');
    expect(rankingQueryOf(readRankingState({}))).toMatchObject({
      metric: 'price',
      by: 'cv',
      sort: 'rank',
      offset: 0,
    });
  });

  it('survives the way into the address and back', () => {
    const state = readRankingState({
      metric: 'volume',
      by: 'stddev',
      exchange: 'kraken',
      quote: 'EUR',
      q: 'a&b=c ü',
      sort: 'ratio.asc',
      page: '3',
    });
    const params = new URL(rankingPath(state), 'http://localhost').searchParams;
    expect(readRankingState(Object.fromEntries(params))).toEqual(state);
  });

  it('passes over what means nothing, and empty fields of the form', () => {
    const state = readRankingState({
      by: 'luck',
      exchange: '',
      q: '  ',
      sort: 'DROP TABLE.up',
      page: '-1',
      other: 'x',
    });
    expect(rankingPath(state)).toBe('/');
  });

  it('takes the last of a repeated parameter, which is the button that sent the form', () => {
    expect(readRankingState({ sort: ['rank', 'ratio.asc'] })).toMatchObject({ sort: 'ratio', order: 'asc' });
  });

  it('skips the rows of the pages before', () => {
    expect(rankingQueryOf(readRankingState({ page: '3' }))).toMatchObject({ offset: 60, limit: 30 });
  });
});
