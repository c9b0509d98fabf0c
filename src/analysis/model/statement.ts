/**
 * Statements of the lock model: structured, so that what is held on each path can be told without a graph.
 * A front end lowers everything to these; which call acquires, waits or spawns is decided after resolution, from the
 * library tables, and never by a front end.
 */
import type { Binding, Expression, Span } from './expression.js';

export type Block = readonly Statement[];

/** An expression for its effect. */
export interface EvaluateStatement extends Span {
  readonly kind: 'evaluate';
  readonly value: Expression;
}

/**
 * Binds names, attributes or elements. Definitions and imports are bindings too: `def f` is `f = function`, a decorator
 * is a call around it, `import a` is `a = import`. `append`, `push` and the like bind an element without a key.
 */
export interface AssignStatement extends Span, Binding {
  readonly kind: 'assign';
}

export interface WithItem extends Span {
  readonly context: Expression;
  readonly target?: Expression;
}

/** `with`, `async with`, `using`, `await using`: enters the contexts in order and leaves them on every path. */
export interface WithStatement extends Span {
  readonly kind: 'with';
  readonly items: readonly WithItem[];
  readonly body: Block;
  readonly async: boolean;
}

export interface TryStatement extends Span {
  readonly kind: 'try';
  readonly body: Block;
  readonly handlers: readonly Block[];
  /** Whether some handler catches everything. */
  readonly catchesAll: boolean;
  /** Runs when the body ended without an exception. */
  readonly otherwise: Block;
  readonly finally: Block;
}

/** `if`; a `switch` or `match` is a chain of them. */
export interface BranchStatement extends Span {
  readonly kind: 'branch';
  readonly condition: Expression;
  readonly consequence: Block;
  readonly otherwise: Block;
}

export interface LoopStatement extends Span {
  readonly kind: 'loop';
  /** Of `while`; evaluated before each round. */
  readonly condition?: Expression;
  /** Of `for`: its variable is bound to an element of what it runs over. */
  readonly over?: Binding;
  readonly body: Block;
  /** `else` of a Python loop. */
  readonly otherwise: Block;
  /** `while True`, `for (;;)`: left by break, return or raise only. */
  readonly endless: boolean;
  /** `async for`, `for await`: every round awaits. */
  readonly async: boolean;
}

export interface ReturnStatement extends Span {
  readonly kind: 'return';
  readonly value?: Expression;
}

export interface RaiseStatement extends Span {
  readonly kind: 'raise';
  readonly value?: Expression;
}

export interface JumpStatement extends Span {
  readonly kind: 'break' | 'continue';
}

/** `from m import *`, `export * from 'm'`: every public name of that module is one of this module. */
export interface ImportAllStatement extends Span {
  readonly kind: 'importAll';
  readonly module: string;
}

export type Statement =
  | EvaluateStatement
  | AssignStatement
  | WithStatement
  | TryStatement
  | BranchStatement
  | LoopStatement
  | ReturnStatement
  | RaiseStatement
  | JumpStatement
  | ImportAllStatement;
