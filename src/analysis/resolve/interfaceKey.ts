/**
 * What others are told of a module, by the name under which they ask for it, as texts: they tell what an edit can have
 * changed outside the edited function. Bodies count only by their facts. A function's part is kept by its body, which
 * stays the same object while the function is only moved.
 */
import type { CallExpression, Expression } from '../model/expression.js';
import { originOf } from '../model/module.js';
import { simpleName } from '../model/spelling.js';
import type { Block } from '../model/statement.js';
import { visitExpression } from '../model/visit.js';
import type { Fact } from './facts.js';
import { callNumber } from './madePlace.js';
import { namesIn } from './mentions.js';
import type { FunctionNode, ModuleNode } from './program.js';

export interface InterfaceKey {
  /** What is asked for without a name: which classes there are, what they inherit, what is imported as a whole. */
  readonly structure: string;
  /** By name: all that functions, classes, attributes and the module's variables of that name may mean. */
  readonly names: ReadonlyMap<string, string>;
}

export function interfaceKey(module: ModuleNode): InterfaceKey {
  const names = new Map<string, string>();
  const tell = (name: string, part: string) => names.set(name, `${names.get(name) ?? ''}\n${part}`);
  for (const node of module.functions) {
    if (!node.isModule) tell(simpleName(node.model.name), headOf(node));
    for (const [name, part] of partsOf(node)) tell(name, part);
  }
  for (const { model } of module.classes) {
    const around = module.functions[model.parent] as FunctionNode;
    for (const { name, value } of model.attributes)
      tell(
        name,
        text([model.name, value, positions([value], around, true), behind(around, [value])], module),
      );
  }
  const classes = module.classes.map(({ model: { name, bases, parent } }) => [name, bases, parent === 0]);
  return { structure: text([classes, module.main.facts.importedAll], module), names };
}

/**
 * The names under which others are told something else now; undefined if it cannot be told by names. Special methods,
 * a thread's `run` and what a module exports as a whole are asked for without being mentioned.
 */
export function changedNames(before: InterfaceKey, after: InterfaceKey): Set<string> | undefined {
  if (before.structure !== after.structure) return undefined;
  const changed = new Set<string>();
  for (const [name, part] of after.names) if (before.names.get(name) !== part) changed.add(name);
  for (const name of before.names.keys()) if (!after.names.has(name)) changed.add(name);
  for (const name of changed) if (/^(?:__\w+__|run|default|constructor)$/.test(name)) return undefined;
  return changed;
}

const heads = new WeakMap<
  FunctionNode['model']['parameters'],
  { readonly name: string; readonly head: string }
>();

/** Its list of parameters is the same object, too, while a function is only moved. */
function headOf(node: FunctionNode): string {
  const { name, parameters } = node.model;
  const known = heads.get(parameters);
  if (known?.name === name) return known.head;
  const head = findHead(node);
  heads.set(parameters, { name, head });
  return head;
}

function findHead({ model, class: owner, module }: FunctionNode): string {
  const parameters = model.parameters.map(({ name, type, rest }) => [name, type, rest]);
  const { name, receiver, async, generator } = model;
  return text([name, parameters, receiver, async, generator, owner?.model.name], module);
}

type Parts = readonly (readonly [name: string, part: string])[];
const parts = new WeakMap<Block, Parts>();

function partsOf(node: FunctionNode): Parts {
  const known = parts.get(node.model.body);
  if (known) return known;
  const found = findParts(node);
  parts.set(node.model.body, found);
  return found;
}

function findParts(node: FunctionNode): Parts {
  const { facts, model, module } = node;
  const found: [string, string][] = [];
  const receiver = [model.name, model.receiver, model.parameters[0]?.name];
  const bound = (facts: readonly Fact[]) => {
    const values = facts.map((fact) => fact.value);
    // What an outermost call gives lives in what it is bound to, wherever the call stands.
    return [facts, positions(values, node, true), behind(node, values)];
  };
  for (const [name, each] of facts.attributes) found.push([name, text([receiver, bound(each)], module)]);
  for (const [name, each] of facts.names)
    if (node.isModule || model.globals?.includes(name)) found.push([name, text(bound(each), module)]);
  const given = [...facts.returns, ...facts.yields];
  if (given.length === 0) return found;
  // What it gives and has no other name is known by where it is made.
  const told = [facts.returns, facts.yields, positions(given, node, false), behind(node, given)];
  found.push([simpleName(model.name), text([told, [...facts.stored]], module)]);
  return found;
}

/** What the variables of functions are that the expressions ask for, and those that these ask for. */
function behind(node: FunctionNode, expressions: readonly Expression[]): unknown[] {
  if (node.isModule) return [];
  const found: unknown[] = [];
  const names = namesIn(expressions, node.module);
  for (const name of names) {
    for (let scope: FunctionNode | undefined = node; scope && !scope.isModule; scope = scope.parent) {
      const facts = scope.facts.names.get(name) ?? [];
      const values = facts.map((fact) => fact.value);
      if (values.length > 0) found.push([name, facts, positions(values, scope, false)]);
      // A set grows while it is walked over.
      for (const inner of namesIn(values, node.module)) names.add(inner);
    }
  }
  return found;
}

/** Which calls of the function they are: all, or only those that are not a whole expression. */
function positions(expressions: readonly Expression[], node: FunctionNode, onlyInner: boolean): number[] {
  const origin = originOf(node.model);
  return expressions.flatMap((each) =>
    callsIn(each).flatMap((call) =>
      onlyInner && call === each ? [] : [callNumber(node, call.start - origin)],
    ),
  );
}

function callsIn(expression: Expression): CallExpression[] {
  const found: CallExpression[] = [];
  visitExpression(expression, (each) => {
    if (each.kind === 'call') found.push(each);
  });
  return found;
}

/** Without offsets; functions and classes by name, since one more before them changes their number. */
function text(value: unknown, { model }: ModuleNode): string {
  return JSON.stringify(value, (key, inside) => {
    if (key === 'start' || key === 'end') return undefined;
    if (inside?.kind === 'function') return model.functions[inside.index]?.name;
    return inside?.kind === 'class' ? model.classes[inside.index]?.name : inside;
  });
}
