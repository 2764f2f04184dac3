export { type EdgeDeps, edge } from './edge';
export { askInProcess } from './origin';
export { openStore } from './store';
