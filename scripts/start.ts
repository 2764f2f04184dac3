import { run } from './start/run';
import { start } from './start/start';

run('start', start);
