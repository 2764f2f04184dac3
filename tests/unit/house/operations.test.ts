import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WORDING } from '@/lib/incidents/notices/wording';
import { settings } from '@/lib/platform/settings';

const TEXT = readFileSync('OPERATIONS.md', 'utf8');
const isNamed = (name: string) => TEXT.includes(`\`${name}\``);

/** Each of ours begins alike, wherever it is registered. */
function metricNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/(?<=')tracker_\w+(?=')/g) ?? []);
}

describe('OPERATIONS.md names', () => {
  test('every kind of notice', () => {
    expect(Object.keys(WORDING).filter((kind) => !isNamed(kind))).toEqual([]);
  });

  test('every metric', () => {
    const names = [...new Set(metricNames('lib'))];
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !isNamed(name))).toEqual([]);
  });

  test('every setting', () => {
    expect(Object.keys(settings.shape).filter((name) => !isNamed(name))).toEqual([]);
  });

  test('no setting that there is not', () => {
    const named = TEXT.match(/(?<=`)[A-Z]+(?:_[A-Z]+)*(?=`)/g) ?? [];
    expect(named.filter((name) => !(name in settings.shape))).toEqual([]);
  });
});
