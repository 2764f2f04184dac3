/** Styles may be inline: React and the charts write them as attributes. */
export const policyWith = (scripts: readonly string[]): string =>
  [
    "default-src 'self'",
    ["script-src 'self'", ...scripts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Where a page is sent before it is whole, nobody knows its scripts: only those of other places are refused. */
export const UNHELD_POLICY = policyWith(["'unsafe-inline'"]);
