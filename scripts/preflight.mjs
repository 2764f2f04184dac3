/**
 * What has to be right before anything else of this project can be loaded: plain JavaScript, without a package, and
 * loaded first (`node --import`). Ends the process with one line where it is not.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  end(`this is Node ${process.versions.node}: install Node 20.19 or newer (https://nodejs.org)`);
}
for (const name of ['tsx', 'next', 'prisma']) {
  if (!existsSync(`node_modules/${name}/package.json`))
    end('its packages are not installed: run npm ci first');
}
try {
  accessSync(tmpdir(), constants.W_OK);
} catch {
  // tsx keeps what it has compiled there; without, a start takes some seconds longer.
  process.env.TSX_DISABLE_CACHE = '1';
}

/** @param {string} line */
function end(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
