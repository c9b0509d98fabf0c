/**
 * A program after loading, as a plain value: it is cloned into every worker and written into trace headers. It must never
 * hold anything but plain data.
 */
import type { Site } from '../../trace/header.js';

export type { Site };

export type ModuleImport =
  | { readonly kind: 'runtime'; readonly name: string }
  | { readonly kind: 'module'; readonly index: number };

export interface LoadedModule {
  /** Relative to the entry's folder, with forward slashes. */
  readonly path: string;
  /**
   * The body of a function (__site, __at, __keep, __await, __imports, __exports), with the line numbers of the source:
   * `__site[0] = n` and `__at(n, value)` announce the site of the next operation, `__await(n, value)` is what a coroutine
   * yields, `__keep(value, name)` freezes what every thread has a copy of, `__imports[i]` is what `imports[i]` exports.
   */
  readonly code: string;
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly string[];
}

export interface LoadedFile {
  readonly path: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  readonly text: string;
}

export interface LoadedProgram {
  /** Index of the entry's module. */
  readonly entry: number;
  /** A module stands after those that it imports; files have the same order. */
  readonly modules: readonly LoadedModule[];
  readonly files: readonly LoadedFile[];
  /** Index is the site id; 0 is unknown. */
  readonly sites: readonly Site[];
}
