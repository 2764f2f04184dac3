import { run } from '@/server/run';
import { startDemo } from './demo/start-demo';

run('demo', startDemo);
