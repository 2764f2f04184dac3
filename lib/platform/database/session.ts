import { type ClientBase, Pool, type PoolConfig } from 'pg';

/**
 * What this program relies on in a session. A role, a database or a server may set any of it otherwise. `search_path` is
 * not among them: it says where the tables are, and is checked at the start.
 */
export const SESSION: Readonly<Record<string, string>> = {
  // Times, numbers and bytes are read as text.
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  client_encoding: 'UTF8',
  bytea_output: 'hex',
  extra_float_digits: '1',
  // How our own SQL is read.
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  // Transactions say themselves what they are, and how long they may take.
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0',
  // An error is told, and the session goes on; notices are for people.
  exit_on_error: 'off',
  client_min_messages: 'warning',
  // Where tables and indexes go.
  default_tablespace: '',
  default_table_access_method: 'heap',
  temp_tablespaces: '',
  row_security: 'on',
  // Compiling a query costs more than it saves in any of ours.
  jit: 'off',
};

const NAMES = Object.keys(SESSION);
const VALUES = Object.values(SESSION);

// Version 14 does not know all of them; a setting may not have been asked to change where it is as it should be.
const SET = `SELECT set_config(s.name, wanted.value, false) FROM unnest($1::text[], $2::text[]) AS wanted (name, value)
  JOIN pg_settings s ON lower(s.name) = lower(wanted.name) WHERE s.setting <> wanted.value`;

/** Sets a session to what this program relies on. */
async function setSession(client: ClientBase): Promise<void> {
  // First and by itself: the limit of a role may be shorter than the rest takes.
  await client.query('SET statement_timeout = 0');
  await client.query(SET, [NAMES, VALUES]);
}

/** Connections whose sessions are set to what this program relies on before their first query. */
export function connections(config: PoolConfig): Pool {
  return new Pool({ ...config, onConnect: (client) => setSession(client) });
}
