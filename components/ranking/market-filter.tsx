'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { MAX_TEXT_LENGTH, type RankingState } from './ranking-state';
import { showRanking } from './use-ranking-state';

/** Long enough for the next key of somebody who types. */
const PAUSE_MS = 150;

/** Narrows the ranking while somebody types; Back leads to what was before the typing, not to each letter. */
export function MarketFilter({ state }: { state: RankingState }) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTyping = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const show = (text: string) => {
    const q = text.trim() === '' ? undefined : text.trim();
    if (q !== state.q) showRanking({ ...state, q }, isTyping.current ? 'replace' : 'push');
    isTyping.current = true;
  };
  // Somebody may have been quicker than the scripts: what stands in the field then is no input event any more.
  const begin = useEffectEvent(() => {
    const { current } = field;
    if (current === null || current.value === (state.q ?? '')) return;
    // Left already, it shows what the ranking is narrowed by, as after any typing.
    const goesOn = current === document.activeElement;
    if (goesOn) setTyped(current.value);
    show(current.value);
    isTyping.current = goesOn;
  });
  useEffect(() => {
    begin();
    return () => clearTimeout(timer.current);
  }, []);
  return (
    <label className="grid gap-1 text-xs text-muted sm:w-44">
      <span className="max-sm:sr-only">Market</span>
      <input
        ref={field}
        type="search"
        name="q"
        value={typed ?? state.q ?? ''}
        maxLength={MAX_TEXT_LENGTH}
        placeholder="btc, kraken eth…"
        onChange={(event) => {
          const { value } = event.target;
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => show(value), PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          clearTimeout(timer.current);
          show(event.currentTarget.value);
        }}
        onBlur={(event) => {
          clearTimeout(timer.current);
          show(event.currentTarget.value);
          isTyping.current = false;
          setTyped(null);
        }}
        className="control w-full"
      />
    </label>
  );
}
