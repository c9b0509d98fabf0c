/** Where the package keeps what the command line needs; the bundle lies in dist/, one below the package's root. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const distFolder = dirname(fileURLToPath(import.meta.url));

export const examplesFolder = join(distFolder, '..', 'examples');
export const enginePaths = {
  recorderPath: join(distFolder, 'recorder.cjs'),
  programPath: join(distFolder, 'program.cjs'),
};
