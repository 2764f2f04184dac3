import { beforeAll, describe, expect, test } from 'vitest';
import { renderPayload } from '@/lib/outbox/payload';
import { EXAMPLE_KINDS, type Example, emailExamples } from '@/tests/support/emails/examples';

/** Gmail shows so much of an email, and hides the rest behind a link. */
const MAX_BYTES = 102_000;
/** The longest line of a header, RFC 5322, 2.1.1. */
const MAX_LINE = 998;

let examples: Example[];

beforeAll(async () => {
  examples = await emailExamples();
});

const unescaped = (html: string) =>
  html
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

test('there are examples of every template', () => {
  for (const kind of EXAMPLE_KINDS)
    expect([kind, examples.some((one) => one.template === kind)]).toEqual([kind, true]);
});

describe('every email, ordinary and as large as its inputs allow,', () => {
  test('is shown whole by Gmail, as HTML and as text', () => {
    const sizes = examples.map(({ name, html, text }) => [
      name,
      Buffer.byteLength(html),
      Buffer.byteLength(text),
    ]);
    expect(
      sizes.filter(([, html = 0, text = 0]) => Number(html) >= MAX_BYTES || Number(text) >= MAX_BYTES),
    ).toEqual([]);
  });

  test('has its subject as its one title', () => {
    for (const { name, subject, html } of examples) {
      const titles = [...html.matchAll(/<title[^>]*>([^<]*)<\/title>/g)].map(([, title = '']) =>
        unescaped(title),
      );
      expect([name, titles]).toEqual([name, [subject]]);
    }
  });

  test('has a subject of one line that a header may hold', () => {
    for (const { name, subject } of examples) {
      expect([name, /[\p{Cc}\u2028\u2029]/u.test(subject), subject === '']).toEqual([name, false, false]);
      expect([name, Buffer.byteLength(subject) < MAX_LINE]).toEqual([name, true]);
    }
  });

  test('ends with its links where it can be unsubscribed', () => {
    for (const { name, html, text, headers } of examples) {
      const token = /token=([\w.~-]+)>/.exec(headers['List-Unsubscribe'] ?? '')?.[1];
      if (token === undefined) continue;
      expect([name, html.includes(`/unsubscribe?token=${token}`), text.includes(token)]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });

  test('says that nobody wrote it by hand', () => {
    for (const { name, ...mail } of examples) {
      const [sent] = JSON.parse(renderPayload([mail], 'b@test.example'));
      expect([name, sent.headers]).toEqual([name, { 'Auto-Submitted': 'auto-generated', ...mail.headers }]);
    }
  });
});
