import type { Form } from '@/lib/http';

/** A sign-up as a form sends it: at most one watch, its fields beside the address. */
export function signUpOfForm({ metric, dimension, threshold, direction, ...rest }: Form): object {
  const watch = {
    ...(metric !== undefined && { metric }),
    ...(dimension !== undefined && { dimension }),
    ...(threshold !== undefined && { threshold: Number(threshold) }),
    ...(direction !== undefined && { direction }),
  };
  return Object.keys(watch).length === 0 ? rest : { ...rest, watches: [watch] };
}
