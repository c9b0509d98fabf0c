/**
 * Async generators and the loops over them, for asyncFunctions.ts: src/runtime/asyncio/asyncGenerator.ts drives what is written
 * here. It must never move a line.
 */
import type * as t from '@babel/types';
import type { Announcer } from './announcer.js';
import { keepParameters, keepSuper } from './generatorScope.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, isFunction, type Parents, startOf } from './tree.js';

export function isAsyncGenerator(node: t.Node): boolean {
  return isFunction(node) && 'async' in node && !!node.async && 'generator' in node && !!node.generator;
}

/** The function around a place. */
export function functionAround(parents: Parents): t.Node | undefined {
  return [...parents].reverse().find(isFunction);
}

/** `async function* f() {…}` becomes `function f() {return __await.generator((function*(){…}).apply(this,arguments))}`. */
export function wrapGenerator(module: SourceModule, star: number, node: t.Function): void {
  const { edits } = module;
  const { body } = node;
  edits.update(star, star + 1, ' ');
  const kept = keepParameters(node);
  const outside = `${kept.outside}${keepSuper(module, node)}`;
  edits.appendLeft(startOf(body) + 1, `${outside}return __await.generator((function*(){${kept.inside}`);
  edits.prependLeft(endOf(body) - 1, '}).apply(this,arguments));');
}

/** `yield x` becomes `yield __await.item(x)`, which tells it from what is awaited; `yield* x` becomes `yield __await.each(x)`. */
export function yieldItem(announcer: Announcer, node: t.YieldExpression): void {
  const { module } = announcer;
  if (node.argument && node.delegate) {
    const star = module.tokenFrom(startOf(node), '*') as number;
    // In the star's place, as no line may end behind `yield` alone.
    module.edits.update(star, star + 1, ' __await.each(');
    module.edits.prependLeft(endOf(node.argument), ')');
  } else if (node.argument) announcer.around(node.argument, '__await.item(');
  else module.edits.prependLeft(endOf(node), ' __await.item()');
}

/**
 * `for await (const x of items) {…}` becomes a loop that awaits each item and closes what was left early:
 * `{const e=__await.rounds(items);try{for(;;){if(!e.take(yield __await(site,e.next())))break;const x=e.value;{…}}}catch…finally…}`.
 */
export function unrollForAwait(
  module: SourceModule,
  node: t.ForOfStatement,
  site: number,
  parents: Parents,
): void {
  const { edits } = module;
  const { left, right, body } = node;
  const labels = labelsOf(parents);
  const start = startOf(labels[0] ?? node);
  const each = `$each${start}`;
  replace(module, start, startOf(left), `{const ${each}=__await.rounds(`);
  replace(module, endOf(left), startOf(right), '');
  const names = labels.map(({ label }) => `${label.name}:`).join('');
  const round = `if(!${each}.take(yield __await(${site},${each}.next())))break;`;
  replace(module, endOf(right), startOf(body), `);try{${names}for(;;){${round}`);
  const isDeclaration = left.type === 'VariableDeclaration';
  if (!isDeclaration) edits.appendRight(startOf(left), '(');
  edits.appendLeft(endOf(left), isDeclaration ? `=${each}.value;` : `=${each}.value);`);
  edits.move(startOf(left), endOf(left), startOf(body));
  edits.prependLeft(
    endOf(body),
    `}}catch($error){${each}.fail($error);throw $error}finally{if(${each}.isOpen)yield __await(${site},${each}.close())}}`,
  );
}

function labelsOf(parents: Parents): t.LabeledStatement[] {
  const labels: t.LabeledStatement[] = [];
  for (const parent of [...parents].reverse()) {
    if (parent.type !== 'LabeledStatement') break;
    labels.unshift(parent);
  }
  return labels;
}

/** Puts other text in place of a stretch, whose line ends stay. */
function replace({ edits, text }: SourceModule, from: number, to: number, by: string): void {
  edits.update(from, to, by + text.slice(from, to).replace(/[^\n\r\u2028\u2029]/g, ''));
}
