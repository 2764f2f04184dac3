import { mailboxUrl } from '@/lib/http/mailbox-access';
import { SettingError } from '@/lib/platform/env';
import { keptSecret } from '@/lib/platform/kept';
import { surviveClosedOutput } from '@/server/closed-output';
import { say } from '@/server/say';
import { readSettings } from '@/server/settings';
import { demoSettings } from './demo/settings';
import { tell } from './transfer/tell';

surviveClosedOutput();

const USAGE = `npm run mailbox [-- --demo]
  Prints a link to the mailbox of this installation (or of its demo), for 24 hours.`;

/** Returns the exit code. */
async function main(): Promise<number> {
  const [first, ...more] = process.argv.slice(2);
  if (more.length > 0 || (first !== undefined && first !== '--demo')) {
    tell(USAGE);
    return first === '--help' ? 0 : 1;
  }
  if (first === '--demo') Object.assign(process.env, demoSettings({}, process.env));
  const settings = readSettings();
  if (settings.emails.areSent) {
    tell('emails are sent by Resend, since RESEND_API_KEY is set: there is no mailbox here');
    return 1;
  }
  const secret = settings.appSecret ?? (await keptSecret(settings.dataDir, 'app-secret')).value;
  say(mailboxUrl(settings.appUrl, secret, Date.now()));
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  tell(error.message);
  process.exitCode = 1;
}
