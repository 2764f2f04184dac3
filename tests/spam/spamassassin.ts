import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { run } from '@/scripts/test/command';

/** What SpamAssassin makes of an email. */
export interface Verdict {
  score: number;
  rules: { name: string; score: number }[];
}

/** By its own rules alone: -L asks no network, and nobody's settings count. -t reports also where the score is low. */
const ARGUMENTS = ['-t', '-L', '-x', '-p', '/dev/null', '--mbox'];

/** Finds SpamAssassin, or installs Debian's. Returns whether it is there. */
export async function hasSpamAssassin(): Promise<boolean> {
  if (await answers()) return true;
  if (process.getuid?.() !== 0) return false;
  await run('apt-get', ['update']).catch(() => 1);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'spamassassin']).catch(() => 1);
  return answers();
}

async function answers(): Promise<boolean> {
  const child = spawn('spamassassin', ['--version'], { stdio: 'ignore' });
  const [code] = await once(child, 'exit').catch(() => [1]);
  return code === 0;
}

/**
 * Returns one verdict a message, in their order, which their Message-IDs name: SpamAssassin reports in its own. Throws
 * where a report is missing or cannot be read: then nothing was judged.
 */
export async function judge(messages: readonly Buffer[]): Promise<Verdict[]> {
  const child = spawn('spamassassin', ARGUMENTS, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  child.stdin.end(messages.map(mboxEntry).join(''));
  const [reports, [code]] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`spamassassin ended with code ${code}`);
  const verdicts = new Map(
    reports
      .split(/^From alerts@/m)
      .slice(1)
      .map(readReport),
  );
  return messages.map((_, place) => {
    const verdict = verdicts.get(place);
    if (verdict === undefined) throw new Error(`spamassassin did not report on message ${place}`);
    return verdict;
  });
}

/** Loading its rules takes seconds: all messages go in one file (RFC 4155). */
function mboxEntry(message: Buffer): string {
  const lines = message
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^(>*From )/gm, '>$1');
  return `From alerts@metrics.fi Tue Nov 24 12:05:00 2026\n${lines}\n\n`;
}

/** The place of a message, and the table at the end of its report: score, rule and description. */
function readReport(report: string): [number, Verdict] {
  const place = Number(/-(\d{6})@email\.amazonses\.com>/.exec(report)?.[1]);
  const details = report.split(/^Content analysis details:/m).at(-1) ?? '';
  const total = /^\s*\((-?[\d.]+) points?, [\d.]+ required\)/.exec(details)?.[1];
  if (total === undefined) throw new Error('the report of spamassassin was not understood');
  const rules = [...details.matchAll(/^\s*(-?\d+\.\d+)\s+([A-Z][A-Z0-9_]+)\s/gm)].map(
    ([, score, name = '']) => ({ name, score: Number(score) }),
  );
  return [place, { score: Number(total), rules }];
}
