import { parseArgs } from 'node:util';
import { spellAddress } from '@/lib/model/email-address';
import { adviceFor, sendTestMail, transportOf } from '@/lib/outbox';
import { testEmail } from '@/lib/outbox/messages';
import { routeThroughProxy } from '@/lib/platform/outgoing';
import { surviveClosedOutput } from '@/server/closed-output';
import { failureText } from '@/server/failure-text';
import { readSettings } from '@/server/settings';
import { tell } from './transfer/tell';

const USAGE = `npm run mail:test -- you@example.com
  Sends one mail by the settings of this installation, and says what is wrong if it does not leave.`;

/** Answers the exit code. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [typed = '', ...more] = positionals;
  const spelled = spellAddress(typed);
  if (values.help === true || more.length > 0 || 'fault' in spelled) {
    tell(USAGE);
    return values.help === true ? 0 : 1;
  }
  const to = spelled.address;
  const settings = readSettings();
  routeThroughProxy(settings.proxy);
  const { areSent, warnings } = settings.emails;
  if (settings.resendApiKey !== undefined && !areSent) {
    tell(warnings[0] ?? 'no email is sent by these settings');
    return 1;
  }
  const transport = transportOf(settings);
  if (transport.name === 'mailbox') {
    tell(
      `no mail leaves, since RESEND_API_KEY is not set: mails are shown at ${settings.appUrl}/mailbox. ` +
        'Make a key at https://resend.com/api-keys, and set it and MAIL_FROM',
    );
    return 1;
  }
  const outcome = await sendTestMail(transport, to, await testEmail(settings));
  const advice = adviceFor(outcome, transport.from, settings.resendBaseUrl);
  tell(
    advice ??
      `Resend took the mail from ${transport.from} to ${to}. If it is not there in some minutes, look for it in the ` +
        'spam folder, and at https://resend.com/emails for what became of it',
  );
  for (const warning of warnings) tell(warning);
  return advice === null ? 0 : 1;
}

surviveClosedOutput();
try {
  process.exitCode = await main();
} catch (error) {
  tell(failureText(error));
  process.exitCode = 1;
}
