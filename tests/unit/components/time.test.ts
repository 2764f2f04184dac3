import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatClock,
  formatCountdown,
  formatExactTime,
  formatSpan,
  formatTimeTick,
  formatZone,
} from '@/lib/format/time';

const NOON = Date.UTC(2026, 10, 24, 12, 5, 0);

describe('formatAgo', () => {
  it.each([
    [0, 'just now'],
    [4_999, 'just now'],
    [42_000, '42 s ago'],
    [119_999, '1 min ago'],
    [3_600_000, '1 h ago'],
    [47 * 3_600_000, '47 h ago'],
    [72 * 3_600_000, '3 d ago'],
    [-500, 'just now'],
    [-258_000, 'in 4 min'],
  ])('%d ms later says %s', (ageMs, said) => {
    expect(formatAgo(NOON, NOON + ageMs)).toBe(said);
  });
});

describe('formatCountdown', () => {
  it.each([
    [258_000, '4:18'],
    [257_001, '4:18'],
    [9_000, '0:09'],
    [3_858_000, '1:04:18'],
    [0, '0:00'],
    [-5_000, '0:00'],
  ])('%d ms left says %s', (leftMs, said) => {
    expect(formatCountdown(leftMs)).toBe(said);
  });
});

describe('exact times', () => {
  it('name the zone', () => {
    expect(formatExactTime(NOON)).toBe('24 Nov 2026, 12:05:00 UTC');
  });

  it('are of any zone, in winter and in summer', () => {
    expect(formatExactTime(NOON, 'Europe/Berlin')).toBe('24 Nov 2026, 13:05:00 CET');
    expect(formatClock(Date.UTC(2026, 6, 1, 12), 'Europe/Berlin')).toBe('14:00');
    expect(formatClock(NOON, 'Asia/Kolkata')).toBe('17:35');
    expect(formatZone(NOON, 'Asia/Kolkata')).toBe('GMT+5:30');
    expect(formatZone(NOON)).toBe('UTC');
    expect(formatTimeTick(Date.UTC(2026, 10, 23, 23), 'Europe/Berlin')).toBe('24 Nov');
  });

  it('show midnight as the day that begins', () => {
    expect(formatTimeTick(Date.UTC(2026, 10, 24))).toBe('24 Nov');
    expect(formatTimeTick(NOON)).toBe('12:05');
    expect(formatClock(Date.UTC(2026, 10, 24))).toBe('00:00');
  });
});

it('formatSpan cuts down and does not go below nothing', () => {
  expect(formatSpan(-1)).toBe('0 s');
  expect(formatSpan(59_999)).toBe('59 s');
});
