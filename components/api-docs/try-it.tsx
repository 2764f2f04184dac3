'use client';

import { type FormEvent, useState } from 'react';
import { type AnswerShown, askApi } from './ask-api';
import { CodeBlock } from './code-block';
import { type Tried, triedPath } from './tried';
import { TryField } from './try-field';

/** A form that asks an operation and shows the answer. Without scripts it is not there; the line for a shell is. */
export function TryIt({ tried }: { tried: Tried }) {
  const [answer, setAnswer] = useState<AnswerShown | 'asking' | null>(null);
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setAnswer('asking');
    setAnswer(await askApi(triedPath(tried, fields), fields.get('secret')));
  };
  return (
    <details className="[@media(scripting:none)]:hidden border-y border-hairline">
      <summary className="py-2 text-accent hover:underline">Try {tried.path}</summary>
      <form onSubmit={ask} className="flex flex-wrap items-end gap-3 pb-3">
        {tried.parameters.map((parameter) => (
          <TryField key={parameter.name} parameter={parameter} />
        ))}
        {tried.secret !== null && (
          <label className="flex flex-col gap-y-1 text-xs text-muted">
            {tried.secret === 'cronSecret' ? 'CRON_SECRET' : 'ADMIN_TOKEN'}
            <input name="secret" type="password" autoComplete="off" required className="control w-44" />
          </label>
        )}
        <button type="submit" className="control cursor-pointer px-4" disabled={answer === 'asking'}>
          Ask
        </button>
      </form>
      <div aria-live="polite" className="pb-3">
        {answer === 'asking' && <p className="text-muted">Asking…</p>}
        {answer !== null && answer !== 'asking' && (
          <>
            <p className="pb-1">
              {answer.status} <span className="text-muted">{answer.about}</span>
            </p>
            <CodeBlock label={answer.path} code={answer.body} />
          </>
        )}
      </div>
    </details>
  );
}
