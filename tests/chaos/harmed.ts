import { type Bundle, bundleInstance } from './bundle';
import { type HarmedPostgres, openPostgres } from './postgres';

/** What the instances of a day live on. */
export interface Harmed {
  postgres: HarmedPostgres;
  bundle: Bundle;
  /** All that `npm start` starts runs, or the API alone. */
  isWhole: boolean;
}

export interface Opened {
  of(isWhole: boolean): Harmed;
  remove(): Promise<void>;
}

export async function openWorld(): Promise<Opened> {
  const [postgres, bundle] = await Promise.all([openPostgres(), bundleInstance()]);
  return {
    of: (isWhole) => ({ postgres, bundle, isWhole }),
    async remove() {
      await Promise.all([postgres.remove(), bundle.remove()]);
    },
  };
}
