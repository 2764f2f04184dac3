import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { Pool } from 'pg';
import { GRAPH_SQL, RANK_SQL } from './old-design';

/** The old design: every request computes every deviation. */
function old(): RequestListener {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  const slot = new Date(Number(process.env.SLOT_MS));
  const dayBefore = new Date(slot.getTime() - 86_400_000);
  return async (request, response) => {
    const dimension = new URL(request.url ?? '/', 'http://localhost').searchParams.get('dimension');
    const graph = await pool.query(GRAPH_SQL, [dimension, dayBefore, slot]);
    const rank = await pool.query(RANK_SQL, [dimension, dayBefore, slot]);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...rank.rows[0], points: graph.rows }));
  };
}

/** Nothing but Node: one body, made and compressed before. */
function bare(): RequestListener {
  const body = readFileSync(process.env.BODY ?? '');
  const headers = {
    'content-type': 'application/json',
    'content-encoding': 'br',
    'content-length': body.length,
  };
  return (_request, response) => {
    response.writeHead(200, headers);
    response.end(body);
  };
}

createServer(process.argv[2] === 'old' ? old() : bare()).listen(Number(process.env.PORT), '127.0.0.1', () =>
  console.log('ready'),
);
process.on('SIGTERM', () => process.exit(0));
