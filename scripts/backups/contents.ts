import { z } from 'zod';

/** What a backup says of itself first. */
export const headSchema = z.object({
  format: z.literal('crypto-metrics-tracker backup 1'),
  at: z.iso.datetime(),
  /** What had been applied to its database, in order: the schema of its tables. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Where numbering goes on: a number that was given once is not given again. */
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
});

export const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()) });
export const rowsSchema = z.object({ rows: z.int() });

export type Head = z.infer<typeof headSchema>;
export type Table = z.infer<typeof tableSchema>;

/** `table (columns)` of COPY; names are quoted, whatever a file says. */
export function copyTarget({ name, columns }: Table): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text that reads as the same value everywhere: all digits of a double, times in UTC. */
export const EXACT_TEXT = `SET LOCAL extra_float_digits = 1; SET LOCAL datestyle = 'ISO, YMD';
  SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8'`;
