/** What every answer says of what a browser may do with it. */
export const ANSWER_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // No other site learns which market somebody looks at.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  },
];

/**
 * For pages with a token in their address: no other page of ours learns it, so that no proxy logs it as a Referer.
 * The origin stays: without it browsers send forms with `Origin: null`.
 */
export const TOKEN_PAGE_REFERRER = { key: 'Referrer-Policy', value: 'strict-origin' };

/** Nothing that the API answers is to be run or shown in a frame. */
export const API_POLICY = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; frame-ancestors 'none'",
};
