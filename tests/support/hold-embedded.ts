import { startEmbedded } from '@/server/postgres';

// A process of its own, to be killed: starts the Postgres of the folder given, says so, and waits.
startEmbedded({ dataDir: process.argv[2] ?? '' }).then(() => {
  console.log('started');
  setInterval(() => undefined, 60_000);
});
