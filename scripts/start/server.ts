import { createServer, type Server } from 'node:http';
import next from 'next';

export interface AppServer {
  close(): Promise<void>;
}

const DRAIN_MS = 2_000;

/** Serves the built app on the port, in this process. Rejects if it cannot listen. */
export async function serve(port: number): Promise<AppServer> {
  const server = createServer();
  const app = next({ dev: false, port, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  server.on('request', (request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    async close() {
      await end(server);
      await app.close();
    },
  };
}

/** Takes no more requests; those under way get a moment to end. */
function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
