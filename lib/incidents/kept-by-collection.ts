import { singleton } from '@/lib/platform/singleton';

interface Kept<T> {
  collectionId: number;
  value: Promise<T>;
}

/**
 * What `make` answers, made once a collection, by one caller for all; `name` tells apart what is kept.
 * What it throws is not kept.
 */
export function keptByCollection<T>(name: string, collectionId: number, make: () => Promise<T>): Promise<T> {
  const holder = singleton<{ kept?: Kept<T> }>(`kept ${name}`, () => ({}));
  if (holder.kept?.collectionId !== collectionId) {
    const kept: Kept<T> = { collectionId, value: make() };
    kept.value.catch(() => {
      if (holder.kept === kept) delete holder.kept;
    });
    holder.kept = kept;
  }
  return holder.kept.value;
}
