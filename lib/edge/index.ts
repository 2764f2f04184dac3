export { type EdgeDeps, edge } from './edge';
export { askInProcess } from './origin';
export type { Lane, Route, Routes } from './routes';
export { serialize } from './serialize';
export { openStore } from './store';
