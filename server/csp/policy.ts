import { createHash } from 'node:crypto';
import { inlineScripts } from './inline-scripts';
import { isOurs } from './is-ours';
import type { TrustedCode } from './trusted-code';
import { policyWith } from './unheld-policy';

export interface PagePolicy {
  header: string;
  /** The beginning of each script that is not ours, and will not run. */
  refused: string[];
}

/** The policy of a whole page: scripts from here, and by their hashes those inline scripts that our code wrote. */
export function contentSecurityPolicy(html: string, trusted: TrustedCode): PagePolicy {
  const scripts = inlineScripts(html);
  const ours = scripts.filter((script) => isOurs(script, trusted));
  const refused = scripts.filter((script) => !ours.includes(script)).map((script) => script.slice(0, 80));
  const hashes = ours.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return { header: policyWith([...new Set(hashes)]), refused };
}
