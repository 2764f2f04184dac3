import localFont from 'next/font/local';

/*
 * Geist by Vercel, of its package `geist` the letters and signs of Latin-1 and the signs that pages use, in the weights
 * 400 to 600: a third of the bytes, which stand before the first words on a phone. What is not in it is written in the
 * reader's own font. Made by subset-font 2.9 from Geist-Variable.ttf and GeistMono-Variable.ttf of geist 1.9.2.
 */

export const sans = localFont({
  src: './geist-latin.woff2',
  variable: '--font-geist-sans',
  weight: '400 600',
});

export const mono = localFont({
  src: './geist-mono-latin.woff2',
  variable: '--font-geist-mono',
  weight: '400 600',
  adjustFontFallback: false,
  fallback: [
    'ui-monospace',
    'SFMono-Regular',
    'Roboto Mono',
    'Menlo',
    'Monaco',
    'Liberation Mono',
    'DejaVu Sans Mono',
    'Courier New',
    'monospace',
  ],
});
