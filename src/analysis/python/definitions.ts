/** Functions, classes and decorators of Python. A definition binds its name; a decorator is a call around it. */
import type { Expression } from '../model/expression.js';
import type { ClassModel, Parameter } from '../model/module.js';
import type { Block, Statement } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { lowerArguments, lowerExpression } from './expressions.js';
import type { PythonLowering } from './lowering.js';
import { lowerParameters } from './parameters.js';
import { lowerBlock } from './statements.js';

type Definition = Extract<Statement, { kind: 'assign' }>;

/** Methods that are given the class, whatever decorates them. */
const classMethods = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

/** The innermost ones, if somebody has more than this: each is a call around the others. */
const mostDecorators = 20;

export function lowerFunction(lowering: PythonLowering, decorators: readonly string[] = []): Definition {
  const { cursor, builder } = lowering;
  const { start, end } = cursor;
  const header = cursor.text.slice(start, start + 200);
  const name = /def\s+([^\s(]+)/.exec(header)?.[1] ?? '';
  const inClass = lowering.enclosingClass;
  const receiver = inClass === undefined ? undefined : receiverOf(name, decorators);
  let parameters: Parameter[] = [];
  let traits: ReturnType<PythonLowering['inScope']>['traits'] | undefined;
  const index = builder.function(
    {
      name,
      start,
      end,
      parameters: [],
      async: header.startsWith('async'),
      generator: false,
      ...(receiver && { receiver }),
      ...(inClass !== undefined && { class: inClass }),
    },
    () => {
      const result = lowering.inScope(() => {
        let body: Block = [];
        cursor.forEachChild((type) => {
          if (type === 'parameters') parameters = lowerParameters(lowering);
          else if (type === 'block') body = lowerBlock(lowering);
        });
        return body;
      });
      traits = result.traits;
      return result.body;
    },
    () => ({
      parameters,
      generator: traits?.generator === true,
      ...(traits?.globals.length && { globals: traits.globals }),
      ...(traits?.nonlocals.length && { nonlocals: traits.nonlocals }),
    }),
  );
  return { kind: 'assign', target: { kind: 'name', name }, value: { kind: 'function', index }, start, end };
}

function receiverOf(name: string, decorators: readonly string[]): 'instance' | 'class' | undefined {
  if (decorators.includes('staticmethod')) return undefined;
  return classMethods.has(name) || decorators.includes('classmethod') ? 'class' : 'instance';
}

export function lowerClass(lowering: PythonLowering): Definition {
  const { cursor, builder } = lowering;
  const { start, end } = cursor;
  const name = /class\s+([^\s(:[]+)/.exec(cursor.text.slice(start, start + 200))?.[1] ?? '';
  let bases: Expression[] = [];
  cursor.forEachChild((type) => {
    if (type !== 'argument_list') return;
    bases = lowerArguments(lowering)
      .filter((argument) => argument.name === undefined)
      .map((argument) => argument.value);
  });
  const index = builder.class({ name, start, end, bases }, (own) => {
    const outer = lowering.enclosingClass;
    lowering.enclosingClass = own;
    let attributes: ClassModel['attributes'] = [];
    cursor.forEachChild((type) => {
      if (type === 'block') attributes = attributesOf(lowerBlock(lowering));
    });
    lowering.enclosingClass = outer;
    return attributes;
  });
  return { kind: 'assign', target: { kind: 'name', name }, value: { kind: 'class', index }, start, end };
}

/** What a class's body binds, also in its branches. */
function attributesOf(block: Block): { name: string; value: Expression }[] {
  return block.flatMap((statement) => {
    switch (statement.kind) {
      case 'assign':
        return statement.target.kind === 'name'
          ? [{ name: statement.target.name, value: statement.value }]
          : [];
      case 'branch':
        return [...attributesOf(statement.consequence), ...attributesOf(statement.otherwise)];
      case 'try':
        return [...attributesOf(statement.body), ...statement.handlers.flatMap(attributesOf)];
      default:
        return [];
    }
  });
}

export function lowerDecorated(lowering: PythonLowering): Statement {
  const { cursor } = lowering;
  const decorators: Expression[] = [];
  const names: string[] = [];
  let definition: Definition | undefined;
  cursor.forEachChild((type) => {
    if (type === 'decorator') {
      names.push(/^@\s*([\w.]+)/.exec(cursor.slice)?.[1] ?? '');
      decorators.push(lowering.children()[0] ?? other);
    } else if (type === 'function_definition') definition = lowerFunction(lowering, names);
    else if (type === 'class_definition') definition = lowerClass(lowering);
    else lowerExpression(lowering, type);
  });
  const { start, end } = cursor;
  if (definition === undefined) return { kind: 'evaluate', value: other, start, end };
  const { target, value } = definition as Definition;
  const decorated = decorators
    .slice(-mostDecorators)
    .reduceRight<Expression>(
      (inner, callee) => ({ kind: 'call', callee, args: [{ value: inner }], start, end: start }),
      value,
    );
  return { kind: 'assign', target, value: decorated, start, end };
}
