import { z } from 'zod';
import { type AddressFault, spellAddress } from '@/lib/model/email-address';

const SAY: Record<AddressFault, string> = {
  'no address': 'send one e-mail address, such as you@example.com',
  'local part':
    'send an address with unaccented letters before the @, such as you@example.com: our email provider delivers to no others',
};

/** An address as it goes to an email provider: see `spellAddress`. */
export const addressSchema = z
  .string(SAY['no address'])
  .transform((typed, context) => {
    const spelled = spellAddress(typed);
    if ('address' in spelled) return spelled.address;
    context.addIssue(SAY[spelled.fault]);
    return z.NEVER;
  })
  .meta({
    description:
      'An e-mail address of 254 bytes at most, ASCII before the @. The domain may be international. Compared without case.',
    example: 'you@example.com',
  });
