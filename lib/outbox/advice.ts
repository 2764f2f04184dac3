import type { Outcome } from './transport';

/** What to do about a mail that did not leave, in plain words; null for one that did. */
export function adviceFor(outcome: Outcome, mailFrom: string, baseUrl: string): string | null {
  if (outcome.state === 'sent') return null;
  const { reason } = outcome;
  const said = `It said: ${reason}`;
  const [status = ''] = reason.split(' ');
  const domain = mailFrom.split('@').at(-1)?.replace('>', '') ?? '';
  if (/domain|testing emails/i.test(reason) && status !== 'no') {
    return (
      `Resend does not let you send from ${domain}: open https://resend.com/domains, add the domain and its DNS ` +
      `records, and wait until it is verified; or write another MAIL_FROM. ${said}`
    );
  }
  if (status === '401' || status === '403') {
    return `Resend does not accept the RESEND_API_KEY: copy it whole from https://resend.com/api-keys, or make a new one. ${said}`;
  }
  if (status === 'no') {
    return `${baseUrl} did not answer: is this machine on the network, and may it call that address? Nothing is known to be wrong with your settings.`;
  }
  if (status === '404' || status === '405') {
    return `${baseUrl} is not Resend: leave RESEND_BASE_URL out, or write the address of what speaks for Resend. ${said}`;
  }
  if (status === '429') {
    return `Resend takes no more mails now: too many at once, or the quota of your plan is used up. ${said}`;
  }
  if (outcome.state === 'permanent') {
    return `Resend refused this mail: look at the address, and at MAIL_FROM (${mailFrom}). ${said}`;
  }
  return `Resend is in trouble, your settings may be well: try again in some minutes. ${said}`;
}
