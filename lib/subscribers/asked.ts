import { z } from 'zod';

/** The same to everybody, whether the address is known or not. */
export const ASKED = { message: 'If the address can get mail, one is on its way: open the link in it.' };

export const askedSchema = z
  .object({ message: z.string() })
  .meta({ id: 'Asked', description: 'The same whether the address is known or not.' });
