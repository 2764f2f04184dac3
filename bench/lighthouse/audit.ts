import lighthouse, { desktopConfig } from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export const PROFILES = ['mobile', 'desktop'] as const;

export interface Audit {
  /** Of 100, in the order performance, accessibility, best practices, SEO. */
  scores: number[];
  /** Largest contentful paint and total blocking time in ms, layout shift, bytes of scripts as sent. */
  lcpMs: number;
  tbtMs: number;
  cls: number;
  scriptBytes: number;
  /** What keeps a score below 100. */
  faults: string[];
}

/** Lighthouse's word on one page, by a browser that listens at `port`. Throws where it has none. */
export async function audit(url: string, profile: (typeof PROFILES)[number], port: number): Promise<Audit> {
  const flags = {
    port,
    output: 'json' as const,
    logLevel: 'error' as const,
    onlyCategories: [...CATEGORIES],
  };
  const result = await lighthouse(url, flags, profile === 'desktop' ? desktopConfig : undefined);
  if (result === undefined || result.lhr.runtimeError !== undefined) {
    throw new Error(`Lighthouse has no word on ${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`);
  }
  const { audits, categories } = result.lhr;
  const measured = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  return {
    scores: CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100)),
    lcpMs: measured('largest-contentful-paint'),
    tbtMs: measured('total-blocking-time'),
    cls: measured('cumulative-layout-shift'),
    scriptBytes: scriptBytes(audits['resource-summary']?.details),
    faults: CATEGORIES.flatMap((name) =>
      (categories[name]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.995)
        .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim()),
    ),
  };
}

function scriptBytes(details: unknown): number {
  if (typeof details !== 'object' || details === null || !('items' in details)) return Number.NaN;
  const items: unknown[] = Array.isArray(details.items) ? details.items : [];
  const script = items.find((item) => Object(item).resourceType === 'script');
  return Number(Object(script).transferSize);
}
