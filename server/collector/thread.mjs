// A thread does not inherit what reads TypeScript.
import { register } from 'tsx/esm/api';

register();
// Switched on by the line above: they hold the text of every module twice, 30 MB of the exchange library alone.
process.setSourceMapsEnabled(false);
await import('./thread.ts');
