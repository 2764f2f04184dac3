import { z } from 'zod';
import { MAX_EMAILS_A_DAY } from './recipient-limit';

/** The same to everybody, whether the address is known or not; true for every address. */
export const ASKED = {
  message:
    'If the address can receive an email from us, a link is on its way: open it. A mailbox gets at most ' +
    `${MAX_EMAILS_A_DAY} such emails a day, and none for 90 days after its owner asked for none.`,
};

export const askedSchema = z
  .object({ message: z.string() })
  .meta({ id: 'Asked', description: 'The same whether the address is known or not.' });
