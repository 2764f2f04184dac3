import type { Answer } from './document';
import { FieldList } from './field-list';
import { MediaView } from './media-view';
import { ProblemView } from './problem-view';

/** Every status that an operation answers: what it means, its headers, its body. The first, which one hopes for, is open. */
export function Answers({ answers }: { answers: Record<string, Answer> }) {
  return (
    <div>
      <h4 className="pb-1 font-medium">Answers</h4>
      <div className="divide-y divide-hairline border-y border-hairline">
        {Object.entries(answers).map(([status, answer], i) => (
          <details key={status} open={i === 0}>
            <summary className="py-2">
              <code className={`font-mono font-medium ${toneOf(status)}`}>{status}</code> {answer.description}
            </summary>
            <AnswerView answer={answer} status={status} />
          </details>
        ))}
      </div>
    </div>
  );
}

function toneOf(status: string): string {
  if (status < '300') return 'text-good';
  return status < '400' ? 'text-muted' : 'text-bad';
}

function AnswerView({ answer: { content, headers }, status }: { answer: Answer; status: string }) {
  const fields = Object.entries(headers).map(([name, { description, example, required }]) => ({
    name,
    type: required ? 'header, always sent' : 'header, sent at times',
    required: false,
    description,
    example,
  }));
  return (
    <div className="space-y-4 pb-4 pl-4">
      {Object.entries(content).map(([type, media]) =>
        type === 'application/problem+json' ? (
          <ProblemView key={type} media={media} />
        ) : (
          <MediaView key={type} type={type} media={media} />
        ),
      )}
      {fields.length > 0 && <FieldList fields={fields} label={`Headers of ${status}`} />}
      {fields.length === 0 && Object.keys(content).length === 0 && <p className="text-muted">No body.</p>}
    </div>
  );
}
