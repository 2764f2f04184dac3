import { describe, expect, it } from 'vitest';
import { sparkPath } from '@/components/chart/spark-path';
import { sparkLabel } from '@/components/ranking/spark-label';

/** A line whose hours saw nothing but their last value. */
const flat = (...values: (number | null)[]) => ({ values, low: values, high: values });

describe('the line of a spark', () => {
  it('fills its height, the largest value on top', () => {
    expect(sparkPath(flat(1, 3, 2), 10, 20)).toBe('M0.0 20.0L0.0 20.0L5.0 0.0L10.0 10.0');
  });

  it('breaks where there is no value, and a value between two gaps is a dot', () => {
    expect(sparkPath(flat(1, null, 3, null, 2, 2), 10, 20)).toBe(
      'M0.0 20.0L0.0 20.0M4.0 0.0L4.0 0.0M8.0 10.0L8.0 10.0L10.0 10.0',
    );
  });

  it('runs in the middle where nothing moves, and is not there without a value', () => {
    expect(sparkPath(flat(5, 5), 10, 20)).toBe('M0.0 10.0L0.0 10.0L10.0 10.0');
    expect(sparkPath(flat(null, null), 10, 20)).toBe('');
    expect(sparkPath(flat(5), 10, 20)).toBe('M0.0 10.0L0.0 10.0');
  });

  it('reaches a spike between two calm values, by way of the nearer extreme', () => {
    const line = { values: [2, 2, 2], low: [2, 1, 2], high: [2, 5, 2] };
    expect(sparkPath(line, 10, 20)).toBe('M0.0 15.0L0.0 15.0L5.0 20.0L5.0 0.0L5.0 15.0L10.0 15.0');
  });
});

describe('what it says in words', () => {
  it.each([
    [[null, 100, 112.3], '24 h: +12.3 %'],
    [[100, 50, null], '24 h: −50.0 %'],
    [[100, 100], '24 h: 0 %'],
    [[-1, 2], '24 h'],
    [[null, 3], '24 h: too few values'],
  ])('%j', (values, said) => {
    expect(sparkLabel(values)).toBe(said);
  });
});
