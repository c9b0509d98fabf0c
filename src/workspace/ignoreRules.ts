/**
 * Which files a folder walk leaves out: what git ignores, what a person's settings name, and folders that hold other
 * people's code. Knows paths only; reads no file but `.gitignore`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders of dependencies, caches and builds that no project means as its own source. */
const foreignFolders = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'venv',
  'virtualenv',
  'site-packages',
  '__pycache__',
  '__pypackages__',
]);

/** One file of ignore patterns, in force below `base`. */
interface Patterns {
  readonly base: string;
  readonly rules: Ignore;
}

export class IgnoreRules {
  readonly #chain: readonly Patterns[];

  private constructor(chain: readonly Patterns[]) {
    this.#chain = chain;
  }

  /** The rules in force at `folder`, those of folders above it up to the repository's root included. */
  static at(folder: string, exclude: readonly string[]): IgnoreRules {
    const settings = { base: folder, rules: ignore().add([...exclude]) };
    const above = isRepository(folder) ? [] : foldersAbove(folder).flatMap(patternsOf);
    // Who asks for a folder that its repository ignores means it all the same.
    const meant = new IgnoreRules(above).#ignored(folder, true);
    return new IgnoreRules([settings, ...(meant ? [] : above)]).inside(folder);
  }

  /** The rules one folder further down. */
  inside(folder: string): IgnoreRules {
    const own = patternsOf(folder);
    return own.length === 0 ? this : new IgnoreRules([...this.#chain, ...own]);
  }

  /** Whether a walk from `root` would not meet this file. */
  static leavesOut(root: string, file: string, exclude: readonly string[]): boolean {
    let rules = IgnoreRules.at(root, exclude);
    let folder = root;
    for (const name of relative(root, dirname(file)).split(sep).filter(Boolean)) {
      folder = join(folder, name);
      if (rules.leavesOutFolder(folder, name)) return true;
      rules = rules.inside(folder);
    }
    return rules.leavesOutFile(file);
  }

  leavesOutFolder(path: string, name: string): boolean {
    if (name.startsWith('.') || foreignFolders.has(name)) return true;
    return this.#ignored(path, true) || existsSync(join(path, 'pyvenv.cfg'));
  }

  leavesOutFile(path: string): boolean {
    return path.endsWith('.min.js') || this.#ignored(path, false);
  }

  /** As git decides: the innermost file of patterns with an opinion wins. */
  #ignored(path: string, folder: boolean): boolean {
    for (let index = this.#chain.length - 1; index >= 0; index--) {
      const { base, rules } = this.#chain[index] as Patterns;
      const below = relative(base, path).split(sep).join('/');
      if (below === '' || below.startsWith('../')) continue;
      const { ignored, unignored } = rules.test(folder ? `${below}/` : below);
      if (ignored) return true;
      if (unignored) return false;
    }
    return false;
  }
}

function isRepository(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}

/** Folders above `folder` within its repository, outermost first; none when it lies in no repository. */
function foldersAbove(folder: string): string[] {
  const found: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    found.unshift(at);
    if (isRepository(at)) return found;
    if (at === dirname(at)) return [];
  }
}

function patternsOf(folder: string): Patterns[] {
  const file = join(folder, '.gitignore');
  if (!existsSync(file)) return [];
  try {
    return [{ base: folder, rules: ignore().add(readFileSync(file, 'utf8')) }];
  } catch {
    // A .gitignore that cannot be read, or is a folder, says nothing.
    return [];
  }
}
