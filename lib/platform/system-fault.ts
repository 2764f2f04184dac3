const WORDS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'it is not there',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** What a system call that failed says, in words; null for every other error. */
export function systemFault(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return null;
  return WORDS[String(error.code)] ?? error.message;
}

/** This process's user as a person knows him, such as `user 1000`. */
export function currentUser(): string {
  return `user ${process.getuid?.() ?? 'of this process'}`;
}

/**
 * For `catch` after reading a file: the value where there is no such file. Any other failure, as of permissions or of
 * file descriptors, is thrown: what cannot be read now may well be there.
 */
export function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
