/** The database may be away; whatever else goes wrong is not the reader's business. */
const ALLOWED = new Set([200, 503]);

/** Reads as visitors do, whatever goes wrong at the time. Answers what they may complain of. */
export async function read(origin: string, isWhole: boolean): Promise<string[]> {
  const paths = ['/api/rankings?metric=price', '/api/health', ...(isWhole ? ['/', '/sources'] : [])];
  const complaints = await Promise.all(paths.map((path) => readOne(origin, path)));
  return complaints.flat();
}

async function readOne(origin: string, path: string): Promise<string[]> {
  try {
    const response = await fetch(`${origin}${path}`);
    const body = await response.text();
    if (ALLOWED.has(response.status)) return [];
    return [`${path} was answered by ${response.status}: ${body.slice(0, 300)}`];
  } catch {
    // Whom a killed process was to answer.
    return [];
  }
}
