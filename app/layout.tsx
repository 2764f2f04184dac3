import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import { type ReactNode, Suspense } from 'react';
import { DemoBanner } from '@/components/site/demo-banner';
import { Footer } from '@/components/site/footer';
import { Header } from '@/components/site/header';
import { OfflineNotice } from '@/components/site/offline-notice';
import { Theme } from '@/components/ui/theme';
import { env } from '@/lib/platform/env';
import { mono, sans } from './fonts';
import './globals.css';

const NAME = 'Crypto Metrics Tracker';

/** Made at each request: the addresses in it begin with this installation's own, which the build does not know. */
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return {
    metadataBase: new URL(env().appUrl),
    title: { default: `${NAME}: what is unusual in crypto markets now`, template: `%s · ${NAME}` },
    description:
      'Every spot market of many exchanges, measured every few minutes, ranked by how far it is from its own last day.',
    applicationName: NAME,
    openGraph: { siteName: NAME, type: 'website', locale: 'en' },
    twitter: { card: 'summary_large_image' },
    appleWebApp: { title: 'Metrics' },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0a0a0a' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme's script sets the class before the page is painted, and so before React sees it.
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <body className="font-sans antialiased">
        <Theme>
          <a
            href="#main"
            className="sr-only z-10 bg-ground px-4 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
          >
            Skip to content
          </a>
          <Suspense>
            <DemoBanner />
          </Suspense>
          <OfflineNotice />
          <Header />
          <main id="main" tabIndex={-1} className="flex-1 outline-none">
            {children}
          </main>
          <Footer />
        </Theme>
      </body>
    </html>
  );
}
