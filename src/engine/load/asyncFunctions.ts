/**
 * Async functions become generator functions that yield what they await, so that an event loop of the runtime drives them: a
 * worker never returns to its own event loop during a run, and promises would go on only there. As in Python, calling one
 * then only makes a coroutine, and what waits can be cancelled by throwing into it. It must never move a line.
 */
import type * as t from '@babel/types';
import type { Announcer } from './announcer.js';
import { isAsyncGenerator, wrapGenerator } from './asyncGenerators.js';
import { keepParameters, keepSuper } from './generatorScope.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, isFunction, startOf } from './tree.js';

const asyncioModule = 'threadlanes/asyncio';

export function importsAsyncio({ program }: SourceModule): boolean {
  return program.body.some(
    (node) => node.type === 'ImportDeclaration' && node.source.value === asyncioModule,
  );
}

/** Rewrites an async function; its parents were visited before, what is in it comes later. */
export function makeGenerator(module: SourceModule, node: t.Node): void {
  if (!isFunction(node) || !('async' in node) || !node.async) return;
  const { edits, text } = module;
  const keyword = module.tokenFrom(startOf(node), 'async') as number;
  edits.update(keyword, keyword + 'async'.length, ' ');
  if (node.type === 'ArrowFunctionExpression') return wrapBody(module, node);
  if (isAsyncGenerator(node)) return wrapGenerator(module, module.tokenFrom(keyword, '*') as number, node);
  if (node.type === 'ObjectMethod' || node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') {
    edits.appendRight(startOf(node.key) - (text[startOf(node.key) - 1] === '[' ? 1 : 0), '*');
    return;
  }
  const word = module.tokenFrom(keyword, 'function') as number;
  edits.appendLeft(word + 'function'.length, '*');
}

/** An arrow function cannot be a generator, so it makes one. */
function wrapBody(module: SourceModule, node: t.ArrowFunctionExpression): void {
  const { edits } = module;
  const { body } = node;
  const isBlock = body.type === 'BlockStatement';
  const kept = keepParameters(node);
  const outside = `${kept.outside}${keepSuper(module, node)}`;
  const [before, after] = outside === '' ? ['', ''] : [`{${outside}return `, '}'];
  edits.appendRight(startOf(body), `${before}${isBlock ? '(function*()' : '(function*(){return ('}`);
  if (isBlock) edits.appendLeft(startOf(body) + 1, kept.inside);
  edits.prependLeft(endOf(body), `${isBlock ? '' : ')}'}.call(this))${after}`);
}

/** `await x` becomes `(yield __await(site,x))`: the place is announced when x is there. */
export function yieldAwaited(announcer: Announcer, node: t.AwaitExpression, site: number): void {
  const { edits } = announcer.module;
  const keyword = startOf(node);
  edits.update(keyword, keyword + 'await'.length, ' ');
  announcer.around(node, `(yield __await(${site},`, '))');
}

/** Coroutines are called after their functions: those at the top of the module are told, as functions are there from the start. */
export function nameCoroutines(module: SourceModule): void {
  const names = module.program.body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declaration?.type === 'FunctionDeclaration' &&
      declaration.async &&
      !declaration.generator &&
      declaration.id
      ? [declaration.id.name]
      : [];
  });
  if (names.length > 0) module.edits.prepend(`__await.named(${names.join(',')});`);
}
