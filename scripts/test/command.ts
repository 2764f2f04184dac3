import { spawn } from 'node:child_process';

/** Runs a program with its output shown; its exit code (1 if it was killed). */
export function run(program: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs the program of an installed package. */
export function runPackage(path: string, args: string[], env?: Record<string, string>): Promise<number> {
  return run(process.execPath, [`node_modules/${path}`, ...args], env);
}
