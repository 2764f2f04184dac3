'use client';

import { useEffect, useRef, useState } from 'react';
import { forPeople } from './problems';
import { watchesIn } from './watches-in';

/** After the last key: nobody wants an answer for each digit. */
const PAUSE_MS = 600;

const COUNTING = 'Counting how many mails this would be…';
const NO_ANSWER = "We can't tell how many mails this would be right now. You can save it all the same.";
const TOO_MANY =
  'Too many previews at once. Change something in a minute to count again. You can save it all the same.';

/**
 * How many mails the watches of the form around it would have caused, as one types. Without scripts it is the button
 * alone, which leads to a page that says the same.
 */
export function PreviewLine() {
  const line = useRef<HTMLParagraphElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const form = line.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking: AbortController | undefined;
    const ask = () => {
      asking?.abort();
      const current = new AbortController();
      asking = current;
      setWords(COUNTING);
      askFor(form, current.signal).then(
        (said) => !current.signal.aborted && setWords(said),
        () => !current.signal.aborted && setWords(NO_ANSWER),
      );
    };
    const changed = (event: Event) => {
      // Whose mail it is changes nothing.
      if (event.target instanceof HTMLInputElement && event.target.type === 'email') return;
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    };
    form.addEventListener('input', changed);
    // Somebody may have been quicker than the scripts.
    if ([...form.elements].some(isAltered)) ask();
    return () => {
      clearTimeout(timer);
      asking?.abort();
      form.removeEventListener('input', changed);
    };
  }, []);
  return (
    <p ref={line} aria-live="polite" className="basis-full text-muted empty:hidden">
      {words}
    </p>
  );
}

function isAltered(field: Element): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field instanceof HTMLInputElement && field.type !== 'email' && field.value !== field.defaultValue;
}

async function askFor(form: HTMLFormElement, signal: AbortSignal): Promise<string> {
  const fields = Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const response = await fetch('/api/watches/preview', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ watches: watchesIn(fields).watches }),
    signal,
  });
  const body: unknown = await response.json();
  if (response.ok) return textOf(body, 'summary') || NO_ANSWER;
  if (response.status === 400) return forPeople(textOf(body, 'detail')) || NO_ANSWER;
  return response.status === 429 ? TOO_MANY : NO_ANSWER;
}

function textOf(body: unknown, name: 'summary' | 'detail'): string {
  const said =
    typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get(name) : undefined;
  return typeof said === 'string' ? said : '';
}
