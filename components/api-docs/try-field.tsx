import { useId } from 'react';
import type { TriedParameter } from './tried';

/** One parameter: chosen where it is one of a few words, typed otherwise. What is required is filled in. */
export function TryField({ parameter: { name, required, example, choices } }: { parameter: TriedParameter }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-y-1 text-xs text-muted">
      <label htmlFor={id}>
        {name}
        {required && ', required'}
      </label>
      {choices.length > 0 ? (
        <select id={id} name={name} defaultValue="" className="control w-36">
          <option value="">as usual</option>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          required={required}
          defaultValue={required && name !== 'token' ? example : ''}
          placeholder={name === 'token' ? '' : example}
          spellCheck={false}
          autoComplete="off"
          className="control w-44 placeholder:text-muted"
        />
      )}
    </div>
  );
}
