import { Command } from 'cmdk';
import type { ReactNode } from 'react';

interface Props {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}

export function Item({ value, onSelect, children }: Props) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="target w-full cursor-pointer justify-between gap-x-3 rounded px-3 aria-selected:bg-accent aria-selected:text-on-accent"
    >
      {children}
    </Command.Item>
  );
}

/** Said beside an item; as dark as the item itself where that is marked. */
export function Aside({ children }: { children: ReactNode }) {
  return <span className="text-right text-muted [[aria-selected=true]>&]:text-on-accent">{children}</span>;
}

/** A heading with items below it. */
export function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&>[cmdk-group-heading]]:px-3 [&>[cmdk-group-heading]]:pt-3 [&>[cmdk-group-heading]]:pb-1 [&>[cmdk-group-heading]]:text-xs [&>[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
