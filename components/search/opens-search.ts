type Pressed = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey'>;

/** Whether a key opens the search: ⌘K or Ctrl+K anywhere, "/" where nobody is typing. */
export function opensSearch({ key, metaKey, ctrlKey, altKey }: Pressed, isTyping: boolean): boolean {
  if (altKey) return false;
  if (metaKey || ctrlKey) return key.toLowerCase() === 'k';
  return key === '/' && !isTyping;
}

/** Whether keys go into a field. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
  );
}
