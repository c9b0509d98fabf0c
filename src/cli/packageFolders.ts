/** Where the package keeps what the command line needs; the bundle lies in dist/, one below the package's root. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = dirname(fileURLToPath(import.meta.url));

export const examplesFolder = join(dist, '..', 'examples');
export const enginePaths = {
  recorderPath: join(dist, 'recorder.cjs'),
  programPath: join(dist, 'program.cjs'),
};
