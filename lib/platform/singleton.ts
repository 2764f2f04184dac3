const registry = Symbol.for('crypto-metrics-tracker.singletons');

interface Holder {
  [registry]?: Map<string, unknown>;
}

/**
 * The one value of this name in the process, made at the first call.
 * Next bundles routes apart, so a module's own variable may exist more than once; `globalThis` does not.
 */
export function singleton<T>(name: string, make: () => T): T {
  const holder = globalThis as typeof globalThis & Holder;
  holder[registry] ??= new Map();
  const known = holder[registry];
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as T;
}
