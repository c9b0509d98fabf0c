/**
 * Every Python file of the repository, as paths from its root. THREADLANES_FUZZ_FOLDER=DIR (several with commas) adds those of
 * other folders.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = [
  'test/fixtures/analysis',
  'examples',
  ...(process.env.THREADLANES_FUZZ_FOLDER?.split(',') ?? []),
];

export const pythonFiles = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name)),
);
