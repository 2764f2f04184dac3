import { excerpt, SourceFailure } from './failure';

/**
 * A whole answer as an object or a list, by the library's own `parse` (which keeps large integers exact).
 * Throws SourceFailure that says what came instead.
 */
export function parseAnswer(text: string, parse: (text: string) => unknown): object {
  const parsed = parse(text);
  if (typeof parsed === 'object' && parsed !== null) return parsed;
  throw new SourceFailure(insteadOf(text.trim()), { retry: true });
}

function insteadOf(text: string): string {
  if (text === '') return 'answered with nothing';
  if (/^[[{]/.test(text) && !/[\]}]$/.test(text))
    return `its answer ended early: …${excerpt(text.slice(-40))}`;
  if (isJson(text)) return `answered with ${excerpt(text)} instead of a list`;
  return `not JSON: ${excerpt(text, 60)}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
