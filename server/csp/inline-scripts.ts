const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
/** Has a source of its own, or is data that no browser runs. */
const RUNS_NOTHING_INLINE = /\bsrc\s*=|\btype\s*=\s*["']?application\/(?:ld\+)?json/i;

/** The texts of a page's inline scripts, as a browser would run them. */
export function inlineScripts(html: string): string[] {
  return Array.from(html.matchAll(SCRIPT), ([, attributes = '', text = '']) =>
    RUNS_NOTHING_INLINE.test(attributes) ? '' : text,
  ).filter((text) => text !== '');
}
