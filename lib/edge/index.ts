export { type EdgeDeps, edge } from './edge';
export { openStore } from './store';
