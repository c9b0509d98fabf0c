/**
 * One file of the lock model: flat lists of functions and classes that refer to each other by index. Plain data, the
 * same for the same text, so that it can be cached by the text's hash. Knows nothing of other files.
 */
import type { Expression } from './expression.js';
import type { Block } from './statement.js';

export interface Parameter {
  readonly name: string;
  /** The declared type, where it names a class: `pool: Pool` gives the name Pool. */
  readonly type?: Expression;
  readonly default?: Expression;
  /** `*args`, `...rest` or `**kwargs`. */
  readonly rest?: boolean;
}

export interface FunctionModel {
  /** For people and for keys: `main`, `Pool.take`, `Pool.take.helper`; `<module>` for a module's own code. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where it began when its body was lowered, if it has moved since: the offsets in the body still count as then. */
  readonly origin?: number;
  /** A method's receiver (`self`, `cls`, `this`) is its parameter 0 and has `receiver` set. */
  readonly parameters: readonly Parameter[];
  readonly receiver?: 'instance' | 'class';
  readonly body: Block;
  readonly async: boolean;
  readonly generator: boolean;
  /** The function around it, whose names it sees; undefined for the module's own code. */
  readonly parent?: number;
  /** The class that it is a method of. */
  readonly class?: number;
  /** Names that it binds in the module (`global`) or in a function around it (`nonlocal`). */
  readonly globals?: readonly string[];
  readonly nonlocals?: readonly string[];
}

/** What the offsets in a function's body count from, so that `offset - originOf(model)` is the same wherever it moves. */
export function originOf(model: FunctionModel): number {
  return model.origin ?? model.start;
}

export interface ClassModel {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly bases: readonly Expression[];
  /** What its body binds, in order: methods (decorators are calls around the function), attributes, nested classes. */
  readonly attributes: readonly { readonly name: string; readonly value: Expression }[];
  /** The function whose names its body sees. */
  readonly parent: number;
}

/** `# threadlanes: ignore[rule, rule] reason`: silences these rules (all when none is named) on its line. */
export interface Suppression {
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

export interface ModuleModel {
  readonly path: string;
  /** Chooses the library table and the way module names become paths. */
  readonly language: string;
  /** The first is the module's own code. */
  readonly functions: readonly FunctionModel[];
  readonly classes: readonly ClassModel[];
  readonly suppressions: readonly Suppression[];
  /** Offset at which each line begins. */
  readonly lineStarts: readonly number[];
  /** The line of the first text that does not parse, from 1: what belongs to that is not in the model. */
  readonly brokenAt?: number;
  /** Its code runs in a worker: nobody else waits for the event loop that it may block. */
  readonly worker?: 'yes' | 'perhaps';
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line and column, both from 1, of an offset. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
