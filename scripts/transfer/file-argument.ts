import { parseArgs } from 'node:util';
import { tell } from './tell';

/** The one file that the command line names. Otherwise says how to use it, and ends the process. */
export function fileArgument(usage: string, { replace = false } = {}): { file: string; replace: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, ...(replace && { replace: { type: 'boolean' } }) },
    });
    const [file, ...more] = positionals;
    if (values.help !== true && file !== undefined && more.length === 0) {
      return { file, replace: 'replace' in values && values.replace === true };
    }
    tell(usage);
    process.exit(values.help === true ? 0 : 1);
  } catch (error) {
    tell(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(1);
  }
}
