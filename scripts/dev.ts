import { run } from './start/run';
import { start } from './start/start';

run('dev', (endings, fail) => start(endings, fail, { dev: true }));
