// The lock model in a short notation, so that tests can say what a front end makes of a text.
import type { Expression } from '../../../src/analysis/model/expression.js';
import type { FunctionModel, ModuleModel } from '../../../src/analysis/model/module.js';
import type { Block, Statement } from '../../../src/analysis/model/statement.js';

export function printExpression(expression: Expression | undefined): string {
  if (expression === undefined) return '';
  const list = (items: readonly Expression[], by = ', ') => items.map(printExpression).join(by);
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${printExpression(expression.of)}.${expression.name}`;
    case 'element':
      return `${printExpression(expression.of)}[${printExpression(expression.key)}]`;
    case 'call': {
      const args = expression.args.map(
        (each) =>
          `${each.name === undefined ? '' : `${each.name}=`}${each.spread ? '...' : ''}${printExpression(each.value)}`,
      );
      return `${printExpression(expression.callee)}(${args.join(', ')})`;
    }
    case 'function':
      return `function ${expression.index}`;
    case 'class':
      return `class ${expression.index}`;
    case 'literal':
      return JSON.stringify(expression.value);
    case 'await':
      return `${expression.byCaller ? 'caller awaits' : 'await'} ${printExpression(expression.of)}`;
    case 'yield':
      return `yield ${printExpression(expression.of)}`;
    case 'not':
      return `not ${printExpression(expression.of)}`;
    case 'every':
      return `(${list(expression.items, ' and ')})`;
    case 'some':
      return `(${list(expression.items, ' or ')})`;
    case 'compare':
      return `compare(${list(expression.items)})`;
    case 'choice':
      return `(${printExpression(expression.condition)} ? ${list(expression.items, ' : ')})`;
    case 'collection': {
      const items = expression.items.map((item, i) =>
        expression.keys ? `${expression.keys[i]}: ${printExpression(item)}` : printExpression(item),
      );
      const loops = (expression.loops ?? []).map(
        (loop) => ` for ${printExpression(loop.target)} = ${printExpression(loop.value)}`,
      );
      return `[${items.join(', ')}${loops.join('')}]`;
    }
    case 'assign':
      return `(${printExpression(expression.target)} := ${printExpression(expression.value)})`;
    case 'import':
      return `import ${expression.module}${expression.name === undefined ? '' : `#${expression.name}`}`;
    case 'other':
      return `other(${list(expression.parts ?? [])})`;
  }
}

/** One line for each statement, inner ones indented. */
export function printBlock(block: Block, indent = ''): string[] {
  return block.flatMap((statement) => printStatement(statement, indent));
}

function printStatement(statement: Statement, indent: string): string[] {
  const inner = `${indent}  `;
  const titled = (title: string, block: Block) =>
    block.length === 0 ? [] : [indent + title, ...printBlock(block, inner)];
  switch (statement.kind) {
    case 'evaluate':
      return [indent + printExpression(statement.value)];
    case 'assign':
      return [`${indent}${printExpression(statement.target)} = ${printExpression(statement.value)}`];
    case 'with': {
      const items = statement.items.map(
        (item) => `${printExpression(item.target)} = ${printExpression(item.context)}`,
      );
      return [
        `${indent}with ${items.join(', ')}${statement.async ? ' async' : ''}`,
        ...printBlock(statement.body, inner),
      ];
    }
    case 'try':
      return [
        `${indent}try`,
        ...printBlock(statement.body, inner),
        ...statement.handlers.flatMap((handler) => [`${indent}catch`, ...printBlock(handler, inner)]),
        ...titled('otherwise', statement.otherwise),
        ...titled('finally', statement.finally),
      ];
    case 'branch':
      return [
        `${indent}if ${printExpression(statement.condition)}`,
        ...printBlock(statement.consequence, inner),
        ...titled('otherwise', statement.otherwise),
      ];
    case 'loop': {
      const { over } = statement;
      const head = over
        ? `${printExpression(over.target)} = ${printExpression(over.value)}`
        : printExpression(statement.condition);
      const traits = `${statement.async ? ' async' : ''}${statement.endless ? ' endless' : ''}`;
      return [`${indent}loop ${head}${traits}`, ...printBlock(statement.body, inner)];
    }
    case 'return':
    case 'raise':
      return [`${indent}${statement.kind} ${printExpression(statement.value)}`.trimEnd()];
    case 'importAll':
      return [`${indent}import all of ${statement.module}`];
    default:
      return [indent + statement.kind];
  }
}

/** `async name(a, b)` and its body. */
export function printFunction(model: FunctionModel): string[] {
  const words = `${model.async ? 'async ' : ''}${model.generator ? 'generator ' : ''}`;
  const parameters = model.parameters.map(
    ({ name, type, rest }) => `${rest ? '...' : ''}${name}${type ? `: ${printExpression(type)}` : ''}`,
  );
  return [`${words}${model.name}(${parameters.join(', ')})`, ...printBlock(model.body, '  ')];
}

export function printModule(model: ModuleModel): string[] {
  return model.functions.flatMap((each) => printFunction(each));
}
