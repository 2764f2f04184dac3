import { afterEach, expect, test, vi } from 'vitest';
import { formatClock, isKnownZone } from '@/lib/format/time';
import { timeIn } from '@/lib/outbox/messages/alert/when';

const AT_MS = Date.UTC(2026, 10, 24, 12, 5);

/** A browser that names this zone as its own; the store asks it once. */
async function storeIn(zone: string) {
  const { resolvedOptions } = Intl.DateTimeFormat.prototype;
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
    this: Intl.DateTimeFormat,
  ) {
    return { ...resolvedOptions.call(this), timeZone: zone };
  });
  vi.resetModules();
  return import('@/components/time/zone-store');
}

afterEach(() => vi.restoreAllMocks());

test.each(['Etc/Unknown', 'Nowhere/Land', ''])('a browser whose zone is "%s" shows UTC', async (zone) => {
  const { hasOwnZone, ownPlace, ownZone } = await storeIn(zone);
  expect([ownZone(), hasOwnZone(), ownPlace()]).toEqual(['UTC', false, '']);
  expect(formatClock(AT_MS, ownZone())).toBe('12:05');
});

test('a browser whose own Intl throws shows UTC', async () => {
  const { ownZone } = await storeIn('UTC');
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(() => {
    throw new RangeError('Invalid time zone specified: Etc/Unknown');
  });
  expect(ownZone()).toBe('UTC');
});

test('an offset is a zone where the browser knows it, and never the place of a subscriber', async () => {
  const { ownPlace, ownZone } = await storeIn('+05:30');
  expect(ownZone()).toBe(isKnownZone('+05:30') ? '+05:30' : 'UTC');
  expect(ownPlace()).toBe('');
});

test('every zone of the IANA database is known, and the place of whoever lives there', async () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) expect(isKnownZone(zone), zone).toBe(true);
  const { ownPlace } = await storeIn('Asia/Kolkata');
  expect(ownPlace()).toBe('Asia/Kolkata');
});

test.each(['Etc/Unknown', '+99:99'])(
  'an email to a stored zone of "%s" has its times in UTC, and says so',
  (zone) => {
    expect(timeIn(AT_MS, zone)).toBe('24 Nov 2026, 12:05 UTC');
  },
);
