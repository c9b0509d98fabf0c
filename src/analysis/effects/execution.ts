/**
 * Runs one function over its statements, abstractly: what it holds at each point, and so what it does while holding
 * what. Loops are run once; branches are brought together. The result is the function's summary and what its own
 * statements show. Reads the summaries of callees, which must be there before.
 */
import type { Expression, Span } from '../model/expression.js';
import { originOf } from '../model/module.js';
import type { Statement } from '../model/statement.js';
import { bind } from '../resolve/arguments.js';
import type { Place } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import type { GivenArgument, Site, Value } from '../resolve/value.js';
import { heldIn } from './bring.js';
import { isPlain } from './callGraph.js';
import type { Effect, GivenReleaser, HeldLock, Leak, Local, Lock, Summary } from './effect.js';
import { lockKey } from './effect.js';
import { givenReleaser, type HeldFromStart } from './givenReleaser.js';
import type { Invocation, Outcome } from './invocation.js';
import { invoke } from './invoke.js';
import { Recorder } from './recorder.js';
import {
  acquired,
  dropping,
  type Exit,
  type Flow,
  mergeAll,
  nothingHeld,
  released,
  type State,
} from './state.js';
import { runBlock } from './statements.js';

/** What an execution asks of the world around it. */
export interface Surroundings {
  readonly resolver: Resolver;
  summaryOf(node: FunctionNode): Summary;
  /** Whether some function of the workspace or a library's method has that name and an effect. */
  isEffectful(name: string, language: string): boolean;
  /** Whether some class of the workspace has a property of that name. */
  isProperty(name: string): boolean;
}

export interface Result {
  readonly summary: Summary;
  readonly local: Local;
}

export class Execution {
  readonly resolver: Resolver;
  /** Nesting of loops and of branches on a comparison, at the statement that is being run. */
  loops = 0;
  comparisons = 0;
  /** Nesting of calls of what a function was given, while effects of callees are brought in. */
  callbacks = 0;
  /** Nesting of calls whose promise the function hands on. */
  #handingOn = 0;
  /** The statement that is being run. */
  statement: Statement | Span = { start: 0, end: 0 };
  readonly #recorder = new Recorder();
  readonly #drops = new Map<string, Lock>();
  #yields: HeldLock[] | undefined;
  /** What it holds from its start on. */
  given: HeldFromStart | undefined;

  constructor(
    readonly node: FunctionNode,
    readonly around: Surroundings,
  ) {
    this.resolver = around.resolver;
  }

  run(): Result {
    const { body } = this.node.model;
    this.given = givenReleaser(this.resolver, this.node);
    const flow = runBlock(this, body, this.given ? acquired(nothingHeld, this.given.held) : nothingHeld);
    const { leaves, tries } = this.#leaves(flow);
    for (const exit of flow.exits) this.#noteLeaks(exit);
    for (const held of flow.next?.held ?? [])
      if (held.skipped) this.noteLeak({ held, how: 'branch', at: held.skipped, handsOver: false });
    this.#noteKept(flow);
    return {
      summary: {
        effects: this.#recorder.effects,
        leaves,
        tries,
        drops: [...this.#drops.values()],
        yields: this.#yields,
      },
      local: this.#recorder.local,
    };
  }

  /** What was recorded so far; for a root that is only invoked and has no statements. */
  get effects(): readonly Effect[] {
    return this.#recorder.effects;
  }
  get inLoop(): boolean {
    return this.loops > 0;
  }
  get ordered(): boolean {
    return this.comparisons > 0;
  }

  site(span: { readonly start: number; readonly end: number }): Site {
    const base = originOf(this.node.model);
    return { function: this.node.id, start: span.start - base, end: span.end - base };
  }

  common(call: Invocation, state: State, blocking = true) {
    const { held, asked, got } = state;
    return {
      held,
      steps: call.steps,
      blocking,
      ordered: this.ordered,
      ...(asked !== undefined && ({ asked: true } as const)),
      ...(call.oneOfSeveral && ({ perhaps: true } as const)),
      ...(got && { got }),
    };
  }

  record(effect: Effect): void {
    this.#recorder.add(this.#handingOn > 0 ? { ...effect, ifAwaited: true } : effect);
  }

  /** Runs something that happens in a promise; if that is handed on, only a caller who awaits it has to do with it. */
  inPromise<T>(handedOn: boolean, run: () => T): T {
    if (handedOn) this.#handingOn++;
    const result = run();
    if (handedOn) this.#handingOn--;
    return result;
  }

  /** The source of the call, for words: `time.sleep`. */
  nameOf(call: Invocation): string {
    const [site] = call.steps.slice(-1);
    return site ? `${site.function}@${site.start}` : '';
  }

  summaryOf(node: FunctionNode): Summary {
    return this.around.summaryOf(node);
  }

  invoke(callees: readonly Value[], call: Invocation, state: State): Outcome {
    return invoke(this, callees, call, state);
  }

  /** Gives a lock back; one that was not taken here is given back for a caller. */
  release(lock: Lock, state: State): State {
    const key = lockKey(lock);
    this.#recorder.local.released.add(key);
    const after = released(state, lock);
    if (after) return after;
    this.#drops.set(key, lock);
    return dropping(state, key);
  }

  /** A call of something that hangs on a parameter: kept if anything by that name could matter. */
  isWorthDeferring({ path }: Place, args: readonly GivenArgument[]): boolean {
    const name = path[path.length - 1];
    if (name === undefined) return true;
    return !isPlain(name, args) && this.around.isEffectful(name, this.node.module.model.language);
  }

  /** What a context manager's generator holds at its yield, in terms of this function. */
  heldAtYield(
    node: FunctionNode,
    context: Extract<Value, { kind: 'coroutine' }>,
    call: Invocation,
  ): readonly HeldLock[] {
    const bindings = bind(node, context.of.receiver, context.args, context.of.closure);
    return (this.summaryOf(node).yields ?? []).flatMap((held) => heldIn(this, held, node, bindings, call));
  }

  noteYield(state: State): void {
    const held = state.held.filter((each) => each.certain);
    this.#yields = this.#yields
      ? this.#yields.filter((each) => held.some((other) => lockKey(other.lock) === lockKey(each.lock)))
      : [...held];
  }

  noteGiven(given: GivenReleaser): void {
    this.#recorder.local.given.push(given);
  }

  /** Whether the statement is the call, or its await, and nothing else: what it gives is dropped. */
  drops(call: Invocation): boolean {
    const { statement } = this;
    return 'kind' in statement && statement.kind === 'evaluate' && this.#isCall(statement.value, call);
  }

  /** What the statement, which does nothing else, binds to what the call gives. */
  boundTo(call: Invocation): Expression | undefined {
    const { statement } = this;
    if (!('kind' in statement) || statement.kind !== 'assign') return undefined;
    return this.#isCall(statement.value, call) ? statement.target : undefined;
  }

  #isCall(value: Expression, call: Invocation): boolean {
    const [last] = call.steps.slice(-1);
    const expression = value.kind === 'await' ? value.of : value;
    return expression.kind === 'call' && expression.start - originOf(this.node.model) === last?.start;
  }

  noteLeak(leak: Leak): void {
    this.#recorder.local.leaks.push(leak);
  }

  #noteLeaks(exit: Exit): void {
    const { kind: how } = exit;
    if (how === 'break' || how === 'continue') return;
    for (const held of exit.state.held) {
      if (held.scoped || !held.certain) continue;
      this.noteLeak({ held, how, at: this.site(exit), handsOver: exit.handsOver });
    }
  }

  /** Ways out that keep a lock of somebody else which another way gives back. */
  #noteKept(flow: Flow): void {
    for (const [key, lock] of this.#drops) {
      for (const exit of flow.exits) {
        if (exit.kind === 'return' && !exit.state.dropped?.has(key))
          this.#recorder.local.kept.push({ lock, at: this.site(exit) });
      }
    }
  }

  /** What is held on every ordinary way out; or on every one that does not return false or nothing. */
  #leaves(flow: Flow): { leaves: readonly HeldLock[]; tries: boolean } {
    const returns = flow.exits.filter((exit) => exit.kind === 'return');
    const all = mergeAll([flow.next, ...returns.map((exit) => exit.state)]);
    // What it began with belongs to whoever runs it.
    const takenIn = (state: State | undefined): HeldLock[] =>
      certainIn(state).filter(({ steps }) => steps !== this.given?.held.steps);
    const certain = takenIn(all);
    const tried = certain.filter((held) => held.tried);
    if (certain.length > 0) return { leaves: certain, tries: tried.length > 0 };
    const truthy = returns.filter((exit) => !exit.falsy);
    if (truthy.length === 0) return { leaves: [], tries: false };
    const leaves = takenIn(mergeAll(truthy.map((exit) => exit.state)));
    return { leaves, tries: leaves.length > 0 };
  }
}

function certainIn(state: State | undefined): HeldLock[] {
  return (state?.held ?? []).filter((held) => held.certain && !held.scoped);
}
