export { type Trouble, troubleOf } from '@/lib/monitor';
