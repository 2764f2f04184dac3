import { cookies } from 'next/headers';
import type { z } from 'zod';
import type { Watch } from '@/lib/subscribers';
import { DRAFT_COOKIE, readDraft } from './draft';
import { type Faults, faultsOf } from './form-faults';
import type { Fields } from './watches-in';

/** A form that was refused: what was in it, and what is wrong with which field. */
export interface RefusedForm {
  fields: Fields;
  faults: Faults;
}

/** Returns the form that was refused and led to this page; null where none was, or nothing is known of it. */
export async function readRefusedForm(
  page: string,
  problem: unknown,
  schema: z.ZodType<{ watches: readonly Watch[] }>,
): Promise<RefusedForm | null> {
  if (problem === undefined) return null;
  const fields = readDraft(page, (await cookies()).get(DRAFT_COOKIE)?.value);
  return fields && { fields, faults: await faultsOf(fields, schema) };
}
