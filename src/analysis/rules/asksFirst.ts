/**
 * Waits of which the program has asked whether they would wait at all: `while not queue.empty(): queue.get()`. Where it
 * asks, and what it does with the answer, is not looked at.
 */
import type { WaitEffect } from '../effects/effect.js';
import { memoOf } from '../memoOf.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import type { FunctionNode } from '../resolve/program.js';
import type { World } from './world.js';

/** Whether a function on the way to the wait asks that of the same object. */
export function asksFirst(world: World, { object, steps }: WaitEffect): boolean {
  const { key } = world.homeOf(object.place);
  return steps.some(({ function: id }) => {
    const node = world.program.function(id);
    return node !== undefined && askedIn(world)(node).has(key);
  });
}

/** The homes of the objects that a function asks. */
const askedIn = memoOf((world: World) => memoOf((node: FunctionNode) => collect(world, node)));

function collect(world: World, node: FunctionNode): ReadonlySet<string> {
  const { library } = world.resolver;
  const homes = new Set<string>();
  eachStatement(node.model.body, (statement) => {
    for (const expression of expressionsIn(statement))
      visitExpression(expression, (inner) => {
        if (inner.kind !== 'call' || inner.callee.kind !== 'attribute') return;
        const { of, name } = inner.callee;
        for (const value of world.resolver.evaluate(of, node)) {
          if (value.kind !== 'object' || value.library === undefined) continue;
          if (library.asks(value.library, name)) homes.add(world.homeOf(value.place).key);
        }
      });
  });
  return homes;
}
