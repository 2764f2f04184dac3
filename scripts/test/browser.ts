import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { run } from './command';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The path of a Chromium: Playwright's own, the system's, or one installed now. Throws if none can be had. */
export async function findBrowser(): Promise<string> {
  const found = installed();
  if (found !== null) return found;
  await run('npx', ['playwright', 'install', '--with-deps', 'chromium']).catch(() => 1);
  if (installed() === null && process.getuid?.() === 0) {
    await run('apt-get', ['update']).catch(() => 1);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']).catch(() => 1);
  }
  const now = installed();
  if (now === null)
    throw new Error('no browser: install Chromium, for instance by `npx playwright install chromium`');
  return now;
}

function installed(): string | null {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...paths, MAC].find((path) => existsSync(path)) ?? null;
}
