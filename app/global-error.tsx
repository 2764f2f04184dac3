'use client';

import PageError from './error';
import { mono, sans } from './fonts';
import './globals.css';

/** What stands in place of everything, where the frame of all pages failed itself. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`}>
      <head>
        <title>This page could not be shown · Crypto Metrics Tracker</title>
      </head>
      <body className="font-sans antialiased">
        <main>
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
