/**
 * Which names a function's text asks about, and which names it tells something: the ways on which what an edit changes can
 * reach other functions. By name alone, so more may be reached than is. Collected once for a body.
 */
import { memoOf } from '../memoOf.js';
import type { Expression } from '../model/expression.js';
import { simpleName } from '../model/spelling.js';
import type { Block } from '../model/statement.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import type { Fact } from './facts.js';
import type { ClassNode, FunctionNode, ModuleNode } from './program.js';

/** Whoever asks for `to` is told what the names `from` mean. */
export interface Flow {
  readonly to: string;
  /** `to` is a variable, which only the function and those inside it see. */
  readonly local: boolean;
  readonly from: ReadonlySet<string>;
}

export interface Mentions {
  readonly names: readonly ReadonlySet<string>[];
  readonly flows: readonly Flow[];
}

export interface ModuleMentions {
  /** By the index of the function. */
  readonly functions: readonly Mentions[];
  readonly all: ReadonlySet<string>;
}

export const mentionsOf = memoOf((module: ModuleNode): ModuleMentions => {
  const functions = module.functions.map((node) => {
    const own = mentionsOfBody(node);
    return { names: [...own.names, typesAround(node)], flows: [...own.flows] };
  });
  // What a class's body binds is worked out in the function around it.
  for (const node of module.classes) {
    const around = functions[node.model.parent];
    const flows = attributeFlows(node);
    around?.flows.push(...flows);
    around?.names.push(...flows.map((flow) => flow.from), namesIn(node.model.bases, module));
  }
  const all = new Set<string>();
  for (const { names } of functions) for (const each of names) for (const name of each) all.add(name);
  return { functions, all };
});

const ofBodies = new WeakMap<Block, Mentions>();

function mentionsOfBody(node: FunctionNode): Mentions {
  const { body } = node.model;
  const known = ofBodies.get(body);
  if (known) return known;
  const { module } = node;
  const names = new Set<string>();
  eachStatement(body, (statement) => {
    for (const each of expressionsIn(statement)) addNames(each, module, names);
    if (statement.kind === 'loop' && statement.over) addNames(statement.over.target, module, names);
    if (statement.kind === 'with')
      for (const { target } of statement.items) if (target) addNames(target, module, names);
  });
  const found = { names: [names], flows: flowsOf(node) };
  ofBodies.set(body, found);
  return found;
}

function flowsOf(node: FunctionNode): Flow[] {
  const { facts, model, module } = node;
  const flows: Flow[] = [];
  const { globals = [], nonlocals = [] } = model;
  for (const [name, bound] of facts.names) {
    const local = !node.isModule && !globals.includes(name) && !nonlocals.includes(name);
    flows.push({ to: name, local, from: namesIn(valuesOf(bound), module) });
  }
  for (const [name, bound] of facts.attributes)
    flows.push({ to: name, local: false, from: namesIn(valuesOf(bound), module) });
  const given = namesIn([...facts.returns, ...facts.yields], module);
  if (given.size > 0) flows.push({ to: simpleName(model.name), local: false, from: given });
  return flows;
}

function attributeFlows({ model, module }: ClassNode): Flow[] {
  return model.attributes.map(({ name, value }) => ({
    to: name,
    local: false,
    from: namesIn([value], module),
  }));
}

/** Types of its own parameters, and of those of the functions in it, which are looked up in it. */
function typesAround(node: FunctionNode): ReadonlySet<string> {
  const { functions } = node.module;
  const near = functions.filter((each) => each === node || each.model.parent === node.index);
  const types = near.flatMap((each) => each.model.parameters.flatMap(({ type }) => type ?? []));
  return namesIn(types, node.module);
}

function valuesOf(facts: readonly Fact[]): Expression[] {
  return facts.flatMap(({ value, key }) => (key ? [value, key] : [value]));
}

export function namesIn(expressions: readonly Expression[], module: ModuleNode): Set<string> {
  const names = new Set<string>();
  for (const each of expressions) addNames(each, module, names);
  return names;
}

function addNames(expression: Expression, module: ModuleNode, names: Set<string>): void {
  visitExpression(expression, (each) => {
    switch (each.kind) {
      case 'name':
      case 'attribute':
        names.add(each.name);
        break;
      case 'import':
        if (each.name !== undefined) names.add(each.name);
        break;
      // `getattr(x, 'lock')`, `x['lock']`.
      case 'literal':
        if (typeof each.value === 'string') names.add(each.value);
        break;
      case 'function':
        names.add(simpleName(module.functions[each.index]?.model.name ?? ''));
        break;
      case 'class':
        names.add(simpleName(module.classes[each.index]?.model.name ?? ''));
        break;
      case 'assign':
        addNames(each.target, module, names);
        break;
      case 'collection':
        for (const key of each.keys ?? []) names.add(key);
        for (const loop of each.loops ?? []) addNames(loop.target, module, names);
    }
  });
}
