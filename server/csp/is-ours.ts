import { BEGIN_SCRIPTS } from './paint-first';
import type { TrustedCode } from './trusted-code';

/** Next hands data to itself: one JSON value, which can do nothing. */
const DATA =
  /^(?:\(self\.__next_[a-z]+=self\.__next_[a-z]+\|\|\[\]\)|self\.__next_[a-z]+|\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\))\.push\(([\s\S]*)\);?$/;
/** React puts a streamed block into its place; its arguments are JSON. */
const INSTRUCTION = /^\$R[CRSX]\(([\s\S]*)\)$/;
/** A function of the build, called with JSON: the theme's, which runs before the page is painted. */
const CALL = /^\(([\s\S]+)\)\(([^()]*)\)$/;
/** Shorter ones could mean anything. */
const MIN_LENGTH = 200;

/** True if an inline script is one that our own code wrote, whatever data the page is about. */
export function isOurs(script: string, { react, isBuilt }: TrustedCode): boolean {
  if (script === BEGIN_SCRIPTS) return true;
  const [, data] = DATA.exec(script) ?? [];
  if (data !== undefined) return isJson(data);
  const [, code, given] = CALL.exec(script) ?? [];
  if (code !== undefined && given !== undefined && code.length >= MIN_LENGTH) {
    return isJson(`[${given}]`) && isBuilt(code);
  }
  const rest = without(react, script);
  if (rest === '') return true;
  const [, parameters] = INSTRUCTION.exec(rest) ?? [];
  return parameters !== undefined && isJson(`[${parameters}]`);
}

/** What is left behind React's own code at its beginning. */
function without(code: readonly string[], script: string): string {
  let rest = script;
  for (;;) {
    const known = code.find((text) => text !== '' && rest.startsWith(text));
    if (known === undefined) return rest;
    rest = rest.slice(known.length).replace(/^;/, '');
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
