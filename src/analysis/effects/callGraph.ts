/** Which function calls which, found before anything is run, so that callees are summarised before their callers. */
import type { CallExpression, Expression } from '../model/expression.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import { constructorOf } from '../resolve/classes.js';
import { overridesOf } from '../resolve/overrides.js';
import type { FunctionId } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Value } from '../resolve/value.js';

export interface Calls {
  /** Functions whose effects may become its own, by call, `with`, property or as an argument. */
  readonly callees: ReadonlySet<FunctionId>;
  /** Functions that it really calls, for telling entry points; arguments are not among them. */
  readonly called: ReadonlySet<FunctionId>;
  /** It does something itself that has an effect. */
  readonly direct: boolean;
  /** It awaits or yields: that matters for itself, and not for its callers. */
  readonly suspends: boolean;
  /** Names of methods that it calls on its parameters; empty string for a parameter itself. */
  readonly deferred: ReadonlySet<string>;
  readonly language: string;
  /** Names of methods that it calls and that nothing known has: not looked into. */
  readonly skipped: ReadonlySet<string>;
}

/** What is known of names, over all files. */
export interface NameIndex {
  /** Whether some class has a property of that name. */
  isProperty(name: string): boolean;
  /** Whether anything that can be called has that name: a function, a class, a method of a library. */
  isCallable(name: string): boolean;
}

/** `text.join(parts)`, `table.get(key)`: not the methods of threads and queues. */
export function isPlain(name: string, args: readonly { readonly name?: string }[]): boolean {
  return (name === 'join' || name === 'get') && args.some((argument) => argument.name === undefined);
}

const withoutEffect: ReadonlySet<string> = new Set(['give', 'wrap', 'factory']);

class Scan {
  readonly callees = new Set<FunctionId>();
  readonly called = new Set<FunctionId>();
  readonly deferred = new Set<string>();
  readonly skipped = new Set<string>();
  readonly language: string;
  direct = false;
  suspends = false;

  constructor(
    readonly resolver: Resolver,
    readonly node: FunctionNode,
    readonly index: NameIndex,
  ) {
    this.language = node.module.model.language;
  }

  expression(expression: Expression): void {
    switch (expression.kind) {
      case 'call':
        this.#call(expression);
        return;
      case 'await':
      case 'yield':
        this.suspends = true;
        return;
      case 'attribute':
        if (this.index.isProperty(expression.name))
          this.values(this.resolver.members(expression, this.node), true);
    }
  }

  #call(call: CallExpression): void {
    const { callee } = call;
    if (callee.kind === 'attribute' && !this.index.isCallable(callee.name)) {
      this.skipped.add(callee.name);
      return;
    }
    const callees = [
      ...this.resolver.callable(call.callee, this.node),
      ...overridesOf(this.resolver, call.callee, this.node),
    ];
    if (callees.length === 0) return;
    this.values(callees, true);
    // A closure that is given to something known runs there, and is no entry of its own.
    const isKnown = callees.every((each) => each.kind !== 'object' || each.library);
    for (const argument of call.args) {
      const { value } = argument;
      // A name or a closure may be a function; what else an argument is does not run by being passed.
      if (
        value.kind === 'name' ||
        value.kind === 'attribute' ||
        value.kind === 'function' ||
        value.kind === 'call'
      )
        this.values(this.resolver.evaluate(value, this.node), isKnown && value.kind === 'function');
    }
    for (const each of callees) if (each.kind === 'object') this.#defer(each, call);
  }

  #defer(callee: Extract<Value, { kind: 'object' }>, call: CallExpression): void {
    if (callee.library === 'functools.partial')
      for (const argument of callee.made?.args ?? []) this.values(argument.values, true);
    if (callee.class !== undefined || callee.library !== undefined) return;
    const { root, path } = callee.place;
    if (root.kind !== 'parameter') return;
    const name = path[path.length - 1] ?? '';
    if (!isPlain(name, call.args)) this.deferred.add(name);
  }

  values(values: readonly Value[], isCall: boolean): void {
    for (const value of values) {
      switch (value.kind) {
        case 'function':
          this.callees.add(value.id);
          if (isCall) this.called.add(value.id);
          for (const bound of value.closure?.values() ?? []) this.values(bound, isCall);
          break;
        case 'coroutine':
          this.values([value.of], isCall);
          break;
        case 'class':
          this.#constructorOf(value.id);
          break;
        case 'method':
          this.direct = true;
          break;
        case 'library':
          if (this.#hasEffect(value.name)) this.direct = true;
          break;
        case 'releaser':
          this.direct = true;
          break;
        case 'object':
          if (value.library !== undefined && this.resolver.library.type(value.library)?.methods['()'])
            this.direct = true;
      }
    }
  }

  /** Most of what the tables know only gives something (`list`, `partial`, `Lock`). */
  #hasEffect(name: string): boolean {
    const operation = this.resolver.library.operation(name);
    if (operation) return !withoutEffect.has(operation.op);
    return (
      this.resolver.library.type(name) !== undefined &&
      this.resolver.library.methodOwner(name, 'start') !== undefined
    );
  }

  #constructorOf(id: string): void {
    const node = this.resolver.program.class(id);
    if (!node) return;
    const lineage = this.resolver.lineage(node);
    const initializer = constructorOf(lineage.classes);
    if (initializer) {
      this.callees.add(initializer.id);
      this.called.add(initializer.id);
    }
    // A thread's class: making one runs its `run` elsewhere.
    if (lineage.library.length > 0) this.direct = true;
  }

  context(expression: Expression): void {
    const values = this.resolver.evaluate(expression, this.node);
    this.values(values, true);
    for (const value of values) {
      if (value.kind !== 'object') continue;
      this.direct = true;
      for (const name of ['__enter__', '__exit__', '__aenter__', '__aexit__'])
        if (value.class !== undefined) this.values(this.resolver.attribute(value, name), true);
    }
  }
}

export function callsOf(resolver: Resolver, node: FunctionNode, index: NameIndex): Calls {
  const scan = new Scan(resolver, node, index);
  eachStatement(node.model.body, (statement) => {
    if (statement.kind === 'with') for (const item of statement.items) scan.context(item.context);
    for (const expression of expressionsIn(statement)) {
      visitExpression(expression, (inner) => scan.expression(inner));
    }
    if (statement.kind === 'loop' && statement.over)
      scan.values(resolver.evaluate(statement.over.value, node), true);
  });
  return scan;
}
