/**
 * What a language gives to the detector: a way from a syntax tree to the lock model, a table of libraries, and the
 * files that a module name can mean. Nothing else of the analysis knows a language.
 */
import type { Tree } from 'web-tree-sitter';
import type { Library } from './model/library.js';
import type { ModuleModel } from './model/module.js';
import type { KeptDefinitions } from './syntax/keptDefinitions.js';

export interface FrontEnd {
  /** Key of ModuleModel.language: `python`, `javascript`. */
  readonly language: string;
  /** VS Code's language ids. */
  readonly languageIds: readonly string[];
  /** With the dot. */
  readonly extensions: readonly string[];
  /** The file of the grammar for an extension: `tree-sitter-python.wasm`. */
  grammarFor(extension: string): string;
  /**
   * Lowers a parsed file. The tree stays the caller's. Never throws on broken code: what does not parse is left out.
   * `path` uses `/`. With `kept`, definitions that are as they were when the same file was lowered before are taken
   * from there.
   */
  lower(tree: Tree, text: string, path: string, kept?: KeptDefinitions): ModuleModel;
  /**
   * The same from the text alone, for a file that is read once: faster, and undefined for a text that only a parser can
   * read.
   */
  lowerText?(text: string, path: string): ModuleModel | undefined;
  /** Files that `specifier` can mean in the file `from`, best first; the analyser takes the first that it has. */
  candidates(specifier: string, from: string): Iterable<string>;
  readonly library: Library;
}
