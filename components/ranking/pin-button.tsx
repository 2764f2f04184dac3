'use client';

import { togglePin, usePinned } from './pinned';

interface Props {
  /** The market's name, `kraken:BTC-USD`. */
  dimension: string;
  /** How it is called to the reader. */
  label: string;
  /** With the word beside the sign, where there is room. */
  withWord?: boolean;
}

/** Keeps a market on top of the front page, in this browser. Without scripts it is not there. */
export function PinButton({ dimension, label, withWord = false }: Props) {
  const isPinned = usePinned().includes(dimension);
  return (
    <button
      type="button"
      aria-pressed={isPinned}
      aria-label={`Pin ${label}`}
      title={isPinned ? `Unpin ${label}` : `Pin ${label} to the top of the front page`}
      onClick={() => togglePin(dimension)}
      className={`target min-w-8 cursor-pointer justify-center gap-1.5 pointer-coarse:min-w-11 [@media(scripting:none)]:invisible ${
        isPinned ? 'text-accent' : 'text-muted hover:text-ink'
      }`}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z"
          fill={isPinned ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.2"
          strokeLinejoin="round"
        />
      </svg>
      {withWord && (isPinned ? 'Pinned' : 'Pin')}
    </button>
  );
}
