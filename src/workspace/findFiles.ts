/** Finds the source files below a folder. Follows no links, so that it ends. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { IgnoreRules } from './ignoreRules.js';

export interface FindOptions {
  /** With the dot: `.py`. */
  readonly extensions: ReadonlySet<string>;
  /** Patterns as of `.gitignore`, below the folder that is searched. */
  readonly exclude: readonly string[];
  /** Told of folders that cannot be read. */
  readonly unreadable: (folder: string, why: string) => void;
}

/** Absolute paths of the files below `root`, in an order that is the same for the same tree. */
export async function findFiles(root: string, options: FindOptions): Promise<string[]> {
  const found: string[] = [];
  const waiting = [{ folder: root, rules: IgnoreRules.at(root, options.exclude) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, rules } = next;
    for (const entry of await entriesOf(folder, options)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!rules.leavesOutFolder(path, entry.name))
          waiting.push({ folder: path, rules: rules.inside(path) });
      } else if (
        entry.isFile() &&
        options.extensions.has(extname(entry.name)) &&
        !rules.leavesOutFile(path)
      ) {
        found.push(path);
      }
    }
  }
  return found.sort();
}

async function entriesOf(folder: string, options: FindOptions): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    options.unreadable(folder, error instanceof Error ? error.message : String(error));
    return [];
  }
}
