import { z } from 'zod';

const instant = z.iso.datetime();
const exchanges = z.array(
  z.object({
    exchange: z.string(),
    reason: z.string().nullable(),
    waitUntil: instant.exactOptional().meta({
      description: 'It refused too many requests, and is not asked before then.',
    }),
  }),
);

/** What `GET /status` answers, in every state with 200. It holds no age: it changes only with what it tells. */
export const statusSchema = z
  .object({
    version: z.string().nullable().meta({
      description: 'Changes whenever there are new figures; null before the first collection.',
    }),
    collection: z
      .object({
        slot: instant.meta({ description: 'The time of the newest figures.' }),
        closedAt: instant.meta({ description: 'When they were there.' }),
        nextDueAt: instant.meta({ description: 'When the next ones are due.' }),
        overdueAt: instant.meta({ description: 'If there are none by then, something is wrong.' }),
      })
      .nullable()
      .meta({ description: 'The last collection; null before the first.' }),
    sources: z.object({
      fresh: z.int().meta({
        description: 'Exchanges whose prices the newest collection accepted, all or a part of them.',
      }),
      all: z.int().meta({ description: 'Exchanges that the newest collection read.' }),
      notFresh: exchanges.meta({ description: 'Those that failed or were rejected in it, and why.' }),
      partial: exchanges.meta({ description: 'Those that sent fewer markets than usual, and why.' }),
    }),
    markets: z.int().meta({ description: 'Markets that had a believed value in the last collection.' }),
    trouble: z.object({ title: z.string(), advice: z.string() }).nullable().meta({
      description: 'What keeps this installation from its figures, and what to do; null if nothing.',
    }),
  })
  .meta({ id: 'Status', description: 'How the last collection went: the line at the top of each page.' });

export type Status = z.output<typeof statusSchema>;
