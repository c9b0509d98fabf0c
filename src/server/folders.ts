/**
 * The folders that are open, each a project of its own, and one more project for documents that lie in none of them.
 * Turns URIs into the names that findings use, and back.
 */
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Project } from '../workspace/project.js';

export interface Folder {
  readonly uri: string;
  readonly project: Project;
  /** Whether the person opened it: all its files are read. The others hold open documents only. */
  readonly opened: boolean;
}

export interface Located {
  readonly folder: Folder;
  readonly name: string;
}

/** The folder of documents that have no file: an untitled one, or one of a virtual workspace. */
export const looseUri = 'threadlanes-loose:';

export class Folders {
  readonly #make: (root: string) => Project;
  readonly #folders = new Map<string, Folder>();

  constructor(make: (root: string) => Project) {
    this.#make = make;
  }

  get all(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  /** Undefined for a folder that is not on this machine's disk: its files cannot be read from here. */
  add(uri: string): Folder | undefined {
    const root = filePath(uri);
    return root === undefined ? undefined : this.#get(uri, root, true);
  }

  remove(uri: string): void {
    this.#folders.delete(uri);
  }

  /** Where a document belongs: the innermost folder around it, or a project for what stands alone. */
  locate(uri: string): Located {
    const path = filePath(uri);
    if (path === undefined) return { folder: this.#get(looseUri, sep, false), name: uri };
    const around = this.all
      .filter(({ uri: folder, project }) => folder !== looseUri && isBelow(project.root, path))
      .sort((a, b) => b.project.root.length - a.project.root.length)[0];
    const folder = around ?? this.#get(pathToFileURL(dirname(path)).href, dirname(path), false);
    return { folder, name: folder.project.nameOf(path) };
  }

  uriOf(folder: Folder, name: string): string {
    return folder.uri === looseUri ? name : pathToFileURL(folder.project.pathOf(name)).href;
  }

  #get(uri: string, root: string, opened: boolean): Folder {
    const folder = this.#folders.get(uri) ?? { uri, project: this.#make(root), opened };
    this.#folders.set(uri, folder);
    return folder;
  }
}

export function filePath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

function isBelow(root: string, path: string): boolean {
  const below = relative(root, path);
  return below !== '' && !below.startsWith('..') && !isAbsolute(below);
}
