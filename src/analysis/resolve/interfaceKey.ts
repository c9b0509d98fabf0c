/**
 * What resolving reads of a module, as texts: they tell whether an edit can have changed what anything outside the edited
 * function may be. Bodies count only by their facts. A function's part is kept by its body, which stays the same object
 * while the function is only moved.
 */
import type { CallExpression, Expression } from '../model/expression.js';
import { type FunctionModel, type ModuleModel, originOf } from '../model/module.js';
import type { Block } from '../model/statement.js';
import { visitExpression } from '../model/visit.js';
import { factsOf } from './facts.js';

export interface InterfaceKey {
  /** The same for two models of one file: they mean the same to every other file, but for what their functions do. */
  readonly outside: string;
  /** The same: so they do to the functions of the file itself that have not changed. */
  readonly inside: string;
}

export function interfaceKey(model: ModuleModel): InterfaceKey {
  const outside: string[] = [];
  const inside: string[] = [];
  model.functions.forEach((each, index) => {
    const parameters = each.parameters.map((parameter) => [parameter.name, parameter.type, parameter.rest]);
    outside.push(text([index, each.name, parameters, each.receiver, each.async, each.generator, each.class]));
    const part = partOf(each, index === 0 || each.globals !== undefined);
    outside.push(part.outside);
    inside.push(part.inside);
  });
  for (const each of model.classes) {
    outside.push(text([each.name, each.bases, each.attributes, each.parent]));
    inside.push(text(each.attributes.map(({ value }) => inner([value], 0))));
  }
  return { outside: outside.join('\n'), inside: inside.join('\n') };
}

const parts = new WeakMap<Block, InterfaceKey>();

/** `binds`: whether names that it binds are the module's. */
function partOf(model: FunctionModel, binds: boolean): InterfaceKey {
  const known = parts.get(model.body);
  if (known) return known;
  const facts = factsOf(model);
  const { returns, yields, importedAll } = facts;
  const bound = [...facts.attributes, ...(binds ? facts.names : [])];
  const origin = originOf(model);
  const values = bound.flatMap(([, each]) => each.map((fact) => fact.value));
  const part = {
    outside: text([bound, returns, yields, importedAll, places(returns, origin)]),
    inside: text(inner(values, origin)),
  };
  parts.set(model.body, part);
  return part;
}

/** Where calls stand: what a call gives has no other name, as long as it is not put anywhere. */
function places(expressions: readonly Expression[], origin: number): number[] {
  return expressions.flatMap((each) => callsIn(each).map((call) => call.start - origin));
}

/** The same without the outermost calls, whose results live in what they are bound to. */
function inner(expressions: readonly Expression[], origin: number): number[] {
  return expressions.flatMap((each) =>
    callsIn(each).flatMap((call) => (call === each ? [] : [call.start - origin])),
  );
}

function callsIn(expression: Expression): CallExpression[] {
  const found: CallExpression[] = [];
  visitExpression(expression, (each) => {
    if (each.kind === 'call') found.push(each);
  });
  return found;
}

function text(value: unknown): string {
  return JSON.stringify(value, (key, inside) => (key === 'start' || key === 'end' ? undefined : inside));
}
