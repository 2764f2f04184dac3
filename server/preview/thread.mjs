// A thread does not inherit what reads TypeScript.
import { register } from 'tsx/esm/api';

register();
process.setSourceMapsEnabled(false);
await import('./thread.ts');
