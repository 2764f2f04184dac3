import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread whose output goes where this process's goes. Not by Node's own pipe, which gives up at the first write
 * that fails, and from then on keeps in memory all that the thread says.
 */
export function startThread(program: URL, options: WorkerOptions): Worker {
  const thread = new Worker(program, { ...options, stdout: true, stderr: true });
  thread.stdout.on('data', (text: Buffer) => process.stdout.write(text));
  thread.stderr.on('data', (text: Buffer) => process.stderr.write(text));
  return thread;
}
