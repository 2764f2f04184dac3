export { type Trouble, troubleOf } from '@/lib/incidents';
