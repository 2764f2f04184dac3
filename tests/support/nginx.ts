import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, isFree } from '@/server/postgres';

const run = promisify(execFile);
const KEPT = join('node_modules', '.cache', 'nginx');

/** The path of nginx: the system's, or Debian's, unpacked and not installed, since to install it would start a server. */
async function findNginx(): Promise<string> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', KEPT];
  const found = folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const folder = await mkdtemp(join(tmpdir(), 'tracker-nginx-'));
  try {
    // The lists may be there already, and only root may fetch them.
    await run('apt-get', ['update']).catch(() => undefined);
    await run('apt-get', ['download', 'nginx'], { cwd: folder });
    const file = (await readdir(folder)).find((name) => name.endsWith('.deb')) ?? '';
    await run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
    await mkdir(KEPT, { recursive: true });
    await cp(join(folder, 'usr', 'sbin', 'nginx'), join(KEPT, 'nginx'));
  } catch (error) {
    throw new Error('no nginx: install it, for instance by `apt-get install nginx`', { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return join(KEPT, 'nginx');
}

export interface Nginx {
  port: number;
  /** Everything in its log files. */
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** A real nginx with the site of deploy/nginx.conf, before an origin on this port. */
export async function startNginx(originPort: number): Promise<Nginx> {
  const program = await findNginx();
  const folder = await mkdtemp(join(tmpdir(), 'tracker-nginx-'));
  const port = await freePort();
  const site = (await readFile('deploy/nginx.conf', 'utf8'))
    .replace('127.0.0.1:3000', `127.0.0.1:${originPort}`)
    .replace('/var/cache/nginx/tracker', join(folder, 'cache'))
    .replaceAll('/var/log/nginx/', `${folder}/`)
    .replace('listen 80', `listen 127.0.0.1:${port}`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const whole = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    events {} http { access_log off; ${paths.join(' ')} include ${folder}/site.conf; }`;
  await writeFile(join(folder, 'site.conf'), site);
  await writeFile(join(folder, 'nginx.conf'), `user root;\n${whole}`);
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', `${folder}/error.log`]);
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const ended = once(child, 'close');
  while (await isFree(port, '127.0.0.1')) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`);
    await sleep(20);
  }
  return {
    port,
    async logs() {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.log'));
      return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('');
    },
    async stop() {
      child.kill('SIGQUIT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
