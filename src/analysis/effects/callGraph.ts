/** Which function calls which, found before anything is run, so that callees are summarised before their callers. */
import type { CallExpression, Expression } from '../model/expression.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import { constructorOf } from '../resolve/classes.js';
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
  /** Names of methods that it calls on its parameters; empty string for a parameter itself. */
  readonly deferred: ReadonlySet<string>;
}

class Scan {
  readonly callees = new Set<FunctionId>();
  readonly called = new Set<FunctionId>();
  readonly deferred = new Set<string>();
  direct = false;

  constructor(
    readonly resolver: Resolver,
    readonly node: FunctionNode,
    readonly isProperty: (name: string) => boolean,
  ) {}

  expression(expression: Expression): void {
    switch (expression.kind) {
      case 'call':
        this.#call(expression);
        return;
      case 'await':
      case 'yield':
        this.direct = true;
        return;
      case 'attribute':
        if (this.isProperty(expression.name)) this.values(this.resolver.members(expression, this.node), true);
    }
  }

  #call(call: CallExpression): void {
    const callees = this.resolver.evaluate(call.callee, this.node);
    this.values(callees, true);
    // A closure that is given to something known runs there, and is no entry of its own.
    const isKnown =
      callees.length > 0 && callees.every((callee) => callee.kind !== 'object' || callee.library);
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
    for (const callee of callees) if (callee.kind === 'object') this.#defer(callee, call);
  }

  #defer(callee: Extract<Value, { kind: 'object' }>, call: CallExpression): void {
    if (callee.library === 'functools.partial')
      for (const argument of callee.made?.args ?? []) this.values(argument.values, true);
    if (callee.class !== undefined || callee.library !== undefined) return;
    const { root, path } = callee.place;
    if (root.kind !== 'parameter') return;
    const name = path[path.length - 1] ?? '';
    // `text.join(parts)`, `table.get(key)`: not the methods of threads and queues.
    if ((name === 'join' || name === 'get') && call.args.some((argument) => argument.name === undefined))
      return;
    this.deferred.add(name);
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
          if (this.resolver.operation(value.name) || this.resolver.type(value.name)) this.direct = true;
          break;
        case 'releaser':
          this.direct = true;
          break;
        case 'object':
          if (value.library !== undefined && this.resolver.type(value.library)?.methods['()'])
            this.direct = true;
      }
    }
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

export function callsOf(
  resolver: Resolver,
  node: FunctionNode,
  isProperty: (name: string) => boolean,
): Calls {
  const scan = new Scan(resolver, node, isProperty);
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
