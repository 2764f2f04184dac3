import { startDemo } from './demo/start-demo';
import { run } from './start/run';

run('demo', startDemo);
