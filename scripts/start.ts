import { run } from '@/server/run';
import { start } from '@/server/start';

// tsx switches them on, also for the built app: they take a quarter of the memory.
process.setSourceMapsEnabled(false);
run('start', start);
