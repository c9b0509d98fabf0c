/** What running a function value does, in the frame of the function that starts it or waits for it. */
import type { Effect } from '../effects/effect.js';
import { Execution, type Surroundings } from '../effects/execution.js';
import { invoke } from '../effects/invoke.js';
import { passedArguments } from '../effects/spawns.js';
import { nothingHeld } from '../effects/state.js';
import { argumentAt } from '../resolve/arguments.js';
import type { FunctionNode } from '../resolve/program.js';
import type { GivenArgument, ObjectValue, Value } from '../resolve/value.js';

export function effectsOfTarget(
  around: Surroundings,
  frame: FunctionNode,
  targets: readonly Value[],
  args: readonly GivenArgument[],
): readonly Effect[] {
  const execution = new Execution(frame, around);
  invoke(execution, targets, { args, steps: [], awaited: true }, nothingHeld);
  return execution.effects;
}

/** What the thread, process or future `object` runs: the function it was made with, or its own `run`. */
export function effectsOfHandle(
  around: Surroundings,
  frame: FunctionNode,
  object: ObjectValue,
): readonly Effect[] {
  const { resolver } = around;
  if (object.class !== undefined) {
    const run = resolver.attribute(object, 'run').filter((value) => value.kind === 'function');
    return effectsOfTarget(around, frame, run, []);
  }
  const made = object.made?.args ?? [];
  const type = object.library === undefined ? undefined : typeWithTarget(around, object.library);
  const target = argumentAt(made, type?.target ?? { index: 0 });
  const passes = type ? type.passes : ('rest' as const);
  const places = { target: type?.target ?? { index: 0 }, ...(passes !== undefined && { passes }) };
  return effectsOfTarget(around, frame, target?.values ?? [], passedArguments(places, made));
}

function typeWithTarget(around: Surroundings, name: string) {
  for (let each: string | undefined = name; each !== undefined; ) {
    const type = around.resolver.library.type(each);
    if (type?.target) return type;
    each = type?.base;
  }
  return undefined;
}
