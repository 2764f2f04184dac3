import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOT_COPIED = new Set(['.git', '.data', 'test-results', 'screenshots', 'coverage']);

export interface ProjectCopy {
  folder: string;
  remove(): void;
}

/** The project as it is installed and built, in a folder of its own whose files are links: replace, never change one. */
export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-project-'));
  chmodSync(folder, 0o755);
  const entries = readdirSync('.').filter((name) => !NOT_COPIED.has(name) && !name.startsWith('.start.lock'));
  execFileSync('cp', ['-al', ...entries, folder]);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
