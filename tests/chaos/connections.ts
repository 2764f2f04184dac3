export interface Connections {
  busy: number;
  waiting: number;
}

/** What an instance says of its connections to the database. */
export async function connectionsOf(origin: string): Promise<Connections> {
  const response = await fetch(`${origin}/api/prometheus`, { signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  const value = (sample: string) => {
    const line = text.split('\n').find((each) => each.startsWith(`${sample} `));
    if (line === undefined) throw new Error(`no ${sample} in:\n${text}`);
    return Number(line.slice(sample.length));
  };
  return {
    busy: value('tracker_database_connections{state="busy"}'),
    waiting: value('tracker_database_connections_waiting'),
  };
}
