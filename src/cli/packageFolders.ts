/** Where the package keeps what the command line needs; the bundle lies in dist/, one below the package's root. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const distFolder = dirname(fileURLToPath(import.meta.url));

export const examplesFolder = join(distFolder, '..', 'examples');
export const enginePaths = {
  recorderPath: join(distFolder, 'recorder.cjs'),
  programPath: join(distFolder, 'program.cjs'),
};
/** The same engine over another recorder. */
export const pythonPaths = { recorderPath: join(distFolder, 'pythonRecorder.cjs'), programPath: '' };
export const tracerFolder = join(distFolder, 'tracer');
export const grammarsFolder = join(distFolder, 'grammars');
/** The bundle that is running. */
export const programFile = fileURLToPath(import.meta.url);

export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(distFolder, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
