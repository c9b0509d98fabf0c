// Texts as a document that was just opened has them, for the tests of documents that are typed in.
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { ModuleModel } from '../../../src/analysis/model/module.js';
import type { Syntax } from '../../../src/workspace/syntax.js';

/**
 * Compares models of documents that are typed in with those of the same texts when read afresh. What tree-sitter makes
 * of a text that it cannot parse depends on the tree that it had before: such a model may differ, but hardly ever does.
 */
export class Afresh {
  #compared = 0;
  #differ = 0;

  /** `shown` turns a model into what is compared. Gives the model that was read afresh, or undefined if it differs. */
  expectSame(
    syntax: Syntax,
    path: string,
    text: string,
    model: ModuleModel,
    shown: (model: ModuleModel) => unknown,
  ): ModuleModel | undefined {
    const tree = syntax.parse(path, text);
    // By the parser of open documents, which takes a few correct texts for broken.
    const afresh = syntax.lowerTree(tree, path, text);
    const isBroken = tree.rootNode.hasError;
    tree.delete();
    this.#compared++;
    if (isDeepStrictEqual(shown(model), shown(afresh))) return afresh;
    if (!isBroken) expect(shown(model)).toEqual(shown(afresh));
    this.#differ++;
    return undefined;
  }

  expectFewToDiffer(): void {
    expect(this.#differ / this.#compared).toBeLessThan(0.1);
  }
}
