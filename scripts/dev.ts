import { run } from '@/server/run';
import { start } from '@/server/start';

run('dev', (endings, fail) => start(endings, fail, { dev: true }));
