/** Child processes that are waited for while a pipe of theirs may be full: nobody reads it, so the child never ends. */
import type { WaitEffect } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import type { Expression } from '../model/expression.js';
import type { Pipes } from '../model/library.js';
import { originOf } from '../model/module.js';
import type { Statement } from '../model/statement.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import { phrase } from '../phrase.js';
import { argumentAt } from '../resolve/arguments.js';
import { siteOfMaking } from '../resolve/making.js';
import type { FunctionNode } from '../resolve/program.js';
import type { GivenArgument, ObjectValue, Value } from '../resolve/value.js';
import { finding, lastSite, step } from './report.js';
import type { World } from './world.js';

type Stream = 'stdout' | 'stderr';

export function popenWaitWithPipe(world: World): Finding[] {
  const found: Finding[] = [];
  for (const { node, effect } of world.own('wait')) {
    if (!effect.blocking || effect.looped) continue;
    const { library } = effect.object;
    const pipes = library === undefined ? undefined : world.resolver.library.type(library)?.pipes;
    const pipe = pipes && pipeOf(pipes, effect.object.made?.args ?? []);
    if (pipe && isLocal(effect.object) && !isReadBefore(world, node, effect))
      found.push(...reportPipe(world, effect, pipe));
  }
  return found;
}

/** A stream that is a pipe for sure. */
function pipeOf(pipes: Pipes, args: readonly GivenArgument[]): Stream | undefined {
  const { value, each, all } = pipes;
  if (each) {
    if (argumentAt(args, each.stdout)?.values.some((given) => isPipe(given, value))) return 'stdout';
    return argumentAt(args, each.stderr)?.values.some((given) => isPipe(given, value)) ? 'stderr' : undefined;
  }
  const given = argumentAt(args, all);
  if (!given) return isSpelledOut(args) ? 'stdout' : undefined;
  const [only] = given.values;
  if (given.values.length !== 1 || !only) return undefined;
  if (only.kind !== 'collection') return isPipe(only, value) ? 'stdout' : undefined;
  if (only.items[1]?.some((item) => isPipe(item, value))) return 'stdout';
  return only.items[2]?.some((item) => isPipe(item, value)) ? 'stderr' : undefined;
}

function isPipe(given: Value, value: string): boolean {
  if (given.kind === 'library') return given.name === value;
  return given.kind === 'literal' && given.value === value;
}

/** Whether options that are given as an object are a literal, so that what is not there is left out. */
function isSpelledOut(args: readonly GivenArgument[]): boolean {
  const positional = args.filter((argument) => argument.name === undefined);
  if (positional.some((argument) => argument.spread) || positional.length === 0) return false;
  return positional
    .slice(2)
    .every((argument) => argument.values.some((value) => value.kind === 'collection'));
}

function isLocal(object: ObjectValue): boolean {
  return object.place.path.length === 0 && object.place.root.kind !== 'parameter';
}

/** Whether something reads a stream, or gets hold of the child, before the wait: then the pipe may be emptied. */
function isReadBefore(world: World, node: FunctionNode, effect: WaitEffect): boolean {
  const at = originOf(node.model) + (lastSite(effect.steps)?.start ?? 0);
  const { root } = effect.object.place;
  const name = root.kind === 'local' || root.kind === 'module' ? root.name : undefined;
  return node.module.functions.some((each) => {
    if (each !== node && !each.id.startsWith(`${node.id}.`)) return false;
    let isRead = false;
    eachStatement(each.model.body, (statement) => {
      if (statement.start <= at && reads(world, each, statement, name)) isRead = true;
    });
    return isRead;
  });
}

function reads(world: World, node: FunctionNode, statement: Statement, name: string | undefined): boolean {
  let found = false;
  for (const expression of expressionsIn(statement)) {
    visitExpression(expression, (inner) => {
      if (inner.kind === 'attribute' && ['stdout', 'stderr', 'communicate'].includes(inner.name))
        found = true;
      if (inner.kind === 'call' && isHandedTo(world, node, inner, name)) found = true;
    });
  }
  return found;
}

/** A function of the library that is given the child is known not to read it. */
function isHandedTo(
  world: World,
  node: FunctionNode,
  call: Extract<Expression, { kind: 'call' }>,
  name: string | undefined,
): boolean {
  const isGiven = call.args.some(({ value }) => value.kind === 'name' && value.name === name);
  if (!isGiven) return false;
  const callees = world.resolver.evaluate(call.callee, node);
  return callees.length === 0 || callees.some((callee) => callee.kind !== 'library');
}

function reportPipe(world: World, effect: WaitEffect, pipe: string): Finding[] {
  const at = lastSite(effect.steps);
  if (!at) return [];
  const process = world.placeName(effect.object.place);
  const made = siteOfMaking(world.resolver, effect.object);
  return finding(world, {
    rule: 'popen-wait-with-pipe',
    confidence: 'high',
    at,
    message: phrase('popen-wait-with-pipe', { process, pipe, line: world.line(at) }),
    related: [
      step(world, made, phrase('step.pipes', { pipe })),
      step(world, at, phrase('step.waitsFor', { object: process })),
    ],
  });
}
