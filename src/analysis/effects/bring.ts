/** The summary of a function that is called, in terms of its caller. */
import { bind, unknownAt } from '../resolve/arguments.js';
import { isFreshIn } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import { substitute, substituteArguments } from '../resolve/substitute.js';
import type { Bindings, FunctionValue } from '../resolve/value.js';
import { type Effect, type HeldLock, type Lock, lockKey, type Summary } from './effect.js';
import type { Execution } from './execution.js';
import { type Invocation, longestChain, type Outcome } from './invocation.js';
import { lockOf } from './lock.js';
import { recordTask } from './spawns.js';
import { acquired, type State } from './state.js';

/** Functions that are given functions that are given functions: deeper, each level would multiply the work. */
const deepestCallback = 3;

/** Brings the summary of a function in. */
export function runFunction(
  execution: Execution,
  callee: FunctionValue,
  call: Invocation,
  state: State,
): Outcome {
  const node = execution.resolver.program.function(callee.id);
  if (!node) return { state };
  const summary = execution.summaryOf(node);
  if (saysNothing(summary)) return { state };
  const bindings = bind(node, callee.receiver, call.args, callee.closure);
  if (bring(execution, summary, node, bindings, call, state)) recordTask(execution, callee, call, state);
  let after = state;
  for (const lock of summary.drops) {
    const dropped = lockIn(execution, lock, node, bindings);
    if (dropped) after = execution.release(dropped, after);
  }
  const left = summary.leaves
    .filter((held) => call.awaited || !held.ifAwaited)
    .flatMap((held) => heldIn(execution, held, node, bindings, call));
  if (summary.tries) return { state: after, tried: left };
  return { state: left.reduce(acquired, after) };
}

function saysNothing({ effects, leaves, drops, tries }: Summary): boolean {
  return effects.length === 0 && leaves.length === 0 && drops.length === 0 && !tries;
}

/** Every effect of the callee, as one of the caller. Says whether some happen in a promise that nobody awaits here. */
export function bring(
  execution: Execution,
  summary: Summary,
  node: FunctionNode,
  bindings: Bindings,
  call: Invocation,
  state: State,
): boolean {
  let goesOn = false;
  for (const { ifAwaited, ...effect } of summary.effects) {
    if (ifAwaited && !call.awaited) {
      goesOn = true;
      continue;
    }
    const steps = [...call.steps, ...effect.steps];
    if (steps.length > longestChain) continue;
    const tries = (effect.got ?? []).flatMap((lock) => lockIn(execution, lock, node, bindings) ?? []);
    // Who holds a lock fails to get it, so what comes behind the try does not happen.
    if (tries.some((lock) => keepsOut(state, lock))) continue;
    const inside = effect.held.flatMap((held) => heldIn(execution, held, node, bindings, call));
    const held = [...state.held, ...inside];
    const asked = effect.asked ? (state.asked ?? 'by the callee') : state.asked;
    const got = [...(state.got ?? []), ...tries];
    const inner: State = { held, ...(asked !== undefined && { asked }), ...(got.length > 0 && { got }) };
    const { got: _, ...rest } = effect;
    const brought: Effect = {
      ...rest,
      ...execution.common({ ...call, steps }, inner, effect.blocking),
      ordered: effect.ordered || execution.ordered,
    };
    execution.inPromise(ifAwaited === true && call.handedOn === true, () =>
      bringEffect(execution, brought, node, bindings, inner, call),
    );
  }
  return goesOn;
}

/** Whether a thread in that state cannot get the lock, because it has it. */
function keepsOut({ held }: State, lock: Lock): boolean {
  return !lock.reentrant && held.some((each) => each.certain && lockKey(each.lock) === lockKey(lock));
}

function bringEffect(
  execution: Execution,
  effect: Effect,
  node: FunctionNode,
  bindings: Bindings,
  state: State,
  call: Invocation,
): void {
  const { resolver } = execution;
  const options = { of: node.id };
  switch (effect.kind) {
    case 'acquire': {
      const lock = lockIn(execution, effect.lock, node, bindings);
      if (lock && !isFreshIn(lock.place, node.id)) execution.record({ ...effect, lock });
      return;
    }
    case 'wait':
    case 'wake':
      for (const object of substitute(resolver, effect.object, bindings, options))
        if (object.kind === 'object') execution.record(inLoopOf(execution, { ...effect, object }));
      return;
    case 'spawn': {
      const args = substituteArguments(resolver, effect.args, bindings, options);
      const many = effect.many || execution.inLoop;
      for (const target of substitute(resolver, effect.target, bindings, options))
        execution.record({ ...effect, target, args, many });
      return;
    }
    case 'call': {
      const args = substituteArguments(resolver, effect.args, bindings, options);
      const targets = substitute(resolver, effect.target, bindings, options);
      // What the callee hands on is awaited by whoever awaits the callee.
      const { awaited, handedOn = false } = effect.handedOn ? call : effect;
      if (execution.callbacks >= deepestCallback) return;
      execution.callbacks++;
      execution.invoke(targets, { args, steps: effect.steps, awaited, handedOn }, state);
      execution.callbacks--;
      return;
    }
    default:
      execution.record(effect);
  }
}

/** A loop around the call is one around the wait. */
function inLoopOf<Kind extends Effect>(execution: Execution, effect: Kind): Kind {
  return effect.kind === 'wait' && execution.inLoop ? { ...effect, looped: true } : effect;
}

/** A lock of the callee as the caller sees it; undefined when it is not to be seen from there. */
function lockIn(execution: Execution, lock: Lock, node: FunctionNode, bindings: Bindings): Lock | undefined {
  if (lock.place.root.kind !== 'parameter') return lock;
  const before = unknownAt(lock.place);
  for (const value of substitute(execution.resolver, before, bindings, { of: node.id })) {
    if (value.kind !== 'object') continue;
    const found = lockOf(execution.resolver, value);
    if (found?.typed) return found;
    // The callee knows that it is a lock, the caller does not.
    if (lock.typed) return { ...lock, place: value.place };
    return found;
  }
  return undefined;
}

/** A lock that the callee holds, as the caller sees it; none if it is not to be seen from there. */
export function heldIn(
  execution: Execution,
  held: HeldLock,
  node: FunctionNode,
  bindings: Bindings,
  call: Invocation,
): HeldLock[] {
  const lock = lockIn(execution, held.lock, node, bindings);
  if (!lock) return [];
  const { guard: _, ifAwaited, ...rest } = held;
  const steps = [...call.steps, ...held.steps];
  return [{ ...rest, lock, steps, scoped: false, ...(ifAwaited && call.handedOn && { ifAwaited }) }];
}
