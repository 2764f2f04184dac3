import { describe, expect, test } from 'vitest';
import { judgeRefusal, retryAfterMs } from '@/lib/outbox/transports/judge-answer';

const NOW_MS = Date.UTC(2026, 10, 24, 12, 0);
const judged = (status: number | null, name = 'error', retryAfter?: string) =>
  judgeRefusal({ status, name, message: 'why', retryAfter }, NOW_MS);

describe('what a refusal means', () => {
  test.each([
    [null, 'application_error', { state: 'unknown' }],
    [400, 'validation_error', { state: 'permanent', isOneOfThem: true }],
    [401, 'missing_api_key', { state: 'try again' }],
    [403, 'invalid_api_key', { state: 'try again' }],
    [404, 'not_found', { state: 'try again' }],
    [405, 'method_not_allowed', { state: 'try again' }],
    [409, 'invalid_idempotent_request', { state: 'permanent', isOneOfThem: false }],
    [409, 'concurrent_idempotent_requests', { state: 'unknown' }],
    [413, 'too_large', { state: 'permanent', isOneOfThem: true }],
    [422, 'invalid_from_address', { state: 'permanent', isOneOfThem: true }],
    [429, 'daily_quota_exceeded', { state: 'try again', pauseMs: 1_000 }],
    [500, 'internal_server_error', { state: 'unknown' }],
    [503, 'application_error', { state: 'unknown' }],
  ])('%s %s', (status, name, outcome) => {
    expect(judged(status, name)).toEqual({ reason: `${status ?? 'no answer'} ${name}: why`, ...outcome });
  });

  test('429 says for how long', () => {
    expect(judged(429, 'rate_limit_exceeded', '7')).toMatchObject({ pauseMs: 7_000 });
  });
});

test('Retry-After is seconds or a date', () => {
  expect(retryAfterMs('0', NOW_MS)).toBe(0);
  expect(retryAfterMs('Tue, 24 Nov 2026 12:01:00 GMT', NOW_MS)).toBe(60_000);
  expect(retryAfterMs('Tue, 24 Nov 2026 11:59:00 GMT', NOW_MS)).toBe(0);
  expect(retryAfterMs('soon', NOW_MS)).toBeUndefined();
  expect(retryAfterMs(undefined, NOW_MS)).toBeUndefined();
});
