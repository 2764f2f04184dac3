/** What every answer says of what a browser may do with it. */
export const ANSWER_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // The token of a link in a mail stays here.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** Nothing that the API answers is to be run or shown in a frame. */
export const API_POLICY = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; frame-ancestors 'none'",
};
