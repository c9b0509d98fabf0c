/**
 * Expressions of the lock model: what a program's values are made of, without a language's syntax.
 * A front end keeps calls, names, attributes, closures, awaits and what they are built from; everything else becomes
 * `other`. Plain data that JSON can carry; nothing here is resolved. Offsets count UTF-16 units of the file's text.
 */

/** Where something stands in its file: the offsets of its first unit and of the unit after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A variable, a parameter, or a receiver (`self`, `this`), looked up in the function that holds the expression. */
export interface NameExpression {
  readonly kind: 'name';
  readonly name: string;
}

export interface AttributeExpression {
  readonly kind: 'attribute';
  readonly of: Expression;
  readonly name: string;
}

/** One element of a collection. Without a key: some element, as a loop's variable is. */
export interface ElementExpression {
  readonly kind: 'element';
  readonly of: Expression;
  readonly key?: Expression;
}

export interface Argument {
  readonly value: Expression;
  /** The parameter it is given to by name; for an options object of JavaScript, the property's name. */
  readonly name?: string;
  /** `*args`, `**kwargs`, `...rest`. */
  readonly spread?: boolean;
}

/** A call, `new` included: what is constructed is found out by resolving the callee. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}

/** A function or a class made here: an index into the module's list. */
export interface FunctionExpression {
  readonly kind: 'function';
  readonly index: number;
}
export interface ClassExpression {
  readonly kind: 'class';
  readonly index: number;
}

/** A number, string, truth value or null that the program spells out. Long strings are shortened by the front end. */
export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: number | string | boolean | null;
}

export interface AwaitExpression extends Span {
  readonly kind: 'await';
  readonly of: Expression;
  /** The function only hands the promise on: it is waited for if the function's caller awaits the call. */
  readonly byCaller?: boolean;
}

export interface YieldExpression extends Span {
  readonly kind: 'yield';
  readonly of?: Expression;
}

export interface NotExpression {
  readonly kind: 'not';
  readonly of: Expression;
}

/** `and` / `&&` (every) and `or` / `||` / `??` (some), with short circuits. */
export interface LogicExpression {
  readonly kind: 'every' | 'some';
  readonly items: readonly Expression[];
}

/** `<`, `>`, `==`, `is`, `in` and the like: a branch on one may be what keeps locks in order. */
export interface CompareExpression {
  readonly kind: 'compare';
  readonly items: readonly Expression[];
}

/** `a if condition else b`. */
export interface ChoiceExpression {
  readonly kind: 'choice';
  readonly condition: Expression;
  readonly items: readonly Expression[];
}

/**
 * A list, tuple, set, dictionary or array. A comprehension has `repeated` and the loops that bind its variables; an
 * object literal has keys.
 */
export interface CollectionExpression {
  readonly kind: 'collection';
  readonly items: readonly Expression[];
  readonly keys?: readonly string[];
  readonly repeated?: boolean;
  readonly loops?: readonly Binding[];
}

/** `target` is bound to `value`; inside an expression (`:=`, `=` of JavaScript) it has the value of `value`. */
export interface Binding {
  readonly target: Expression;
  readonly value: Expression;
}
export interface AssignExpression extends Binding {
  readonly kind: 'assign';
}

/**
 * A module (`import a.b`, `require('x')`), or one exported name of it. `module` is spelled as in the source, leading
 * dots included; FrontEnd.candidates says which files it can mean.
 */
export interface ImportExpression {
  readonly kind: 'import';
  readonly module: string;
  readonly name?: string;
}

/** What the model does not look into; its parts are still evaluated in order (they hold calls or awaits). */
export interface OtherExpression {
  readonly kind: 'other';
  readonly parts?: readonly Expression[];
  /** A number that is the next one in a circle: `(i + 1) % n`. */
  readonly next?: true;
}

export type Expression =
  | NameExpression
  | AttributeExpression
  | ElementExpression
  | CallExpression
  | FunctionExpression
  | ClassExpression
  | LiteralExpression
  | AwaitExpression
  | YieldExpression
  | NotExpression
  | LogicExpression
  | CompareExpression
  | ChoiceExpression
  | CollectionExpression
  | AssignExpression
  | ImportExpression
  | OtherExpression;
