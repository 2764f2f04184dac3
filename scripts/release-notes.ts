import { readFileSync } from 'node:fs';
import manifest from '@/package.json';
import { surviveClosedOutput } from '@/server/closed-output';
import { say } from '@/server/say';
import { notesOf } from './release/notes-of';
import { tell } from './transfer/tell';

surviveClosedOutput();

/** `npm run release-notes -- v0.2.0`: what CHANGELOG.md says of this version. Ends with 1 if the tag may not be released. */
function main(tag: string): number {
  const version = tag.replace(/^v/, '');
  if (version !== manifest.version) {
    tell(`the tag is ${tag}, and package.json says ${manifest.version}: make them one version`);
    return 1;
  }
  const notes = notesOf(readFileSync('CHANGELOG.md', 'utf8'), version);
  if (notes === null) {
    tell(`CHANGELOG.md says nothing of ${version}: give its section "Unreleased" that name and a date`);
    return 1;
  }
  say(notes);
  return 0;
}

process.exitCode = main(process.argv[2] ?? '');
