/** Which files a specifier may mean. It must never lead out of the program's folder. */
import { posix } from 'node:path';

/** Why a specifier is not one of a file of the folder. */
export function refuseSpecifier(from: string, specifier: string): string | undefined {
  const isRelative = /^\.\.?\//.test(specifier);
  if (isRelative && !pathOf(from, specifier).startsWith('..')) return undefined;
  return `only "threadlanes" and files of this folder can be imported, not "${specifier}"`;
}

/** Paths relative to the program's folder, likeliest first. As in TypeScript, `./x.js` may mean x.ts. */
export function candidatesFor(from: string, specifier: string): string[] {
  const path = pathOf(from, specifier);
  if (!/\.(?:ts|js|mjs)$/.test(path)) return ['.ts', '.js', '.mjs'].map((extension) => path + extension);
  return path.endsWith('.js') ? [path, path.replace(/\.js$/, '.ts')] : [path];
}

function pathOf(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}
