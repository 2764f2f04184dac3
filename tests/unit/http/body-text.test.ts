import { expect, test } from 'vitest';
import { maxBodyBytes } from '@/lib/http/body-limits';
import { bodyText } from '@/lib/http/body-text';

const stream = (
  start: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
  path = '/api/emails',
) =>
  new Request(`http://a.test${path}`, {
    method: 'POST',
    body: new ReadableStream({ start }),
    duplex: 'half',
  } as RequestInit);

test.each(['/api/emails', '/api/emails/watches', '/api/watches/preview', '/api/webhooks/resend', '/'])(
  '%s takes as much as its limit, and no byte more',
  async (path) => {
    const send = (bytes: number) =>
      bodyText(new Request(`http://a.test${path}`, { method: 'POST', body: 'x'.repeat(bytes) }));
    expect(await send(maxBodyBytes(path))).toHaveLength(maxBodyBytes(path));
    await expect(send(maxBodyBytes(path) + 1)).rejects.toMatchObject({ code: 'too-large', status: 413 });
  },
);

test('a body without an end is refused as soon as it is too long', async () => {
  const endless = stream((controller) => controller.enqueue(new Uint8Array(20_000)));
  await expect(bodyText(endless)).rejects.toMatchObject({ code: 'too-large' });
});

test('one that comes too slowly is told so, and not that the database is away', async () => {
  const slow = stream((controller) => controller.enqueue(new Uint8Array(1)));
  await expect(bodyText(slow, 20)).rejects.toMatchObject({ code: 'request-timeout', status: 408 });
});

test('one that breaks off is a fault of the client, whatever the error is called', async () => {
  const broken = stream((controller) =>
    controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  );
  await expect(bodyText(broken)).rejects.toMatchObject({ code: 'bad-request' });
});

test('what is not UTF-8 is refused', async () => {
  const binary = new Request('http://a.test/api/emails', { method: 'POST', body: Uint8Array.of(0xff) });
  await expect(bodyText(binary)).rejects.toMatchObject({ code: 'bad-request' });
});
