export { backup } from './backup';
export { BackupError } from './backup-error';
export { type Counts, restore } from './restore';
