/**
 * What is not shared must never look shared. Every thread evaluates the module for itself, so a plain variable, object or
 * closure would be one per thread; a program that changes such a thing, or hands it to a thread, is refused with the line.
 * What only shows at run time throws there: __keep freezes what is left.
 */
import type * as t from '@babel/types';
import { type Binding, functionsAround, meansModuleBinding, moduleBindings } from './moduleScope.js';
import type { SourceModule } from './sourceModule.js';
import { boundNames, endOf, isFunction, walk } from './tree.js';

const mutators = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
  'set',
  'add',
  'delete',
  'clear',
]);
const plainCollections = new Set(['Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Date']);
const rawMemory =
  /^(?:(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array|ArrayBuffer|SharedArrayBuffer|DataView)$/;

interface Pass {
  readonly module: SourceModule;
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Local names that come from a `threadlanes` module, and the name there. */
  readonly runtimeNames: ReadonlyMap<string, string>;
}

/** `runtimeNames`: local name to name in the runtime, of everything imported from it. */
export function refuseCopies(module: SourceModule, runtimeNames: ReadonlyMap<string, string>): void {
  const pass: Pass = { module, bindings: moduleBindings(module.program), runtimeNames };
  for (const statement of module.program.body) checkModuleLevel(pass, statement);
  walk(module.program, (node, parents) => check(pass, node, parents));
  keepPlainValues(pass);
}

function check(pass: Pass, node: t.Node, parents: readonly t.Node[]): void {
  if (functionsAround(parents).length > 0) checkChange(pass, node, parents);
  if (node.type === 'NewExpression') checkNew(pass, node, parents);
  if (isThreadClass(pass, node)) checkThreadClass(pass, node);
}

function checkChange(pass: Pass, node: t.Node, parents: readonly t.Node[]): void {
  if (node.type === 'AssignmentExpression') checkTarget(pass, node.left, node, parents);
  else if (node.type === 'UpdateExpression') checkTarget(pass, node.argument, node, parents);
  else if (node.type === 'UnaryExpression' && node.operator === 'delete')
    checkTarget(pass, node.argument, node, parents);
  else if (
    (node.type === 'ForOfStatement' || node.type === 'ForInStatement') &&
    node.left.type !== 'VariableDeclaration'
  ) {
    checkTarget(pass, node.left, node, parents);
  } else if (node.type === 'CallExpression') checkMutatorCall(pass, node, parents);
}

function checkTarget(pass: Pass, target: t.Node, node: t.Node, parents: readonly t.Node[]): void {
  for (const name of boundNames(target)) {
    const binding = moduleBinding(pass, name, parents);
    if (binding?.kind === 'let') refuseVariable(pass, node, name);
  }
  const root = rootName(target);
  const binding = root === undefined ? undefined : moduleBinding(pass, root, parents);
  if (binding && isPlain(pass, binding)) refusePlain(pass, node, root as string);
}

function moduleBinding(pass: Pass, name: string, parents: readonly t.Node[]): Binding | undefined {
  return meansModuleBinding(name, parents) ? pass.bindings.get(name) : undefined;
}

/** The variable that a chain of accesses begins with; undefined for a plain variable or another expression. */
function rootName(node: t.Node): string | undefined {
  let at = node;
  while (
    at.type === 'MemberExpression' ||
    at.type === 'TSNonNullExpression' ||
    at.type === 'TSAsExpression'
  ) {
    at = at.type === 'MemberExpression' ? at.object : at.expression;
  }
  return at !== node && at.type === 'Identifier' ? at.name : undefined;
}

/** Whether every thread has a copy of what is bound: not so for what the runtime makes. */
function isPlain(pass: Pass, binding: Binding): boolean {
  // What another file exports may be a shared object; only the frozen copy can tell, at run time.
  if (binding.kind === 'import' || binding.kind === 'function') return false;
  if (binding.kind === 'class') return true;
  return binding.init !== null && !isSharedValue(pass, binding.init);
}

function isSharedValue(pass: Pass, init: t.Node): boolean {
  const made = init.type === 'NewExpression' || init.type === 'CallExpression' ? init.callee : undefined;
  if (!made) return !['ObjectExpression', 'ArrayExpression', 'ClassExpression'].includes(init.type);
  if (made.type === 'Identifier')
    return pass.runtimeNames.has(made.name) || isThreadClassName(pass, made.name);
  return (
    made.type === 'MemberExpression' &&
    made.object.type === 'Identifier' &&
    pass.runtimeNames.has(made.object.name)
  );
}

function refuseVariable(pass: Pass, node: t.Node, name: string): void {
  pass.module.refuse(
    node,
    `${name} is a plain variable: every thread would change a copy of its own. Make it shared: const ${name} = shared(...), and use ${name}.value`,
  );
}

function refusePlain(pass: Pass, node: t.Node, name: string): void {
  pass.module.refuse(
    node,
    `${name} is a plain value: every thread would change a copy of its own. Use shared() or a Queue for what threads share, or a local variable`,
  );
}

function checkMutatorCall(pass: Pass, node: t.CallExpression, parents: readonly t.Node[]): void {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
  const method = callee.property.name;
  const name = callee.object.type === 'Identifier' ? callee.object.name : rootName(callee.object);
  const binding = name === undefined ? undefined : moduleBinding(pass, name, parents);
  if (!binding?.init || name === undefined) return;
  const { init } = binding;
  const collection =
    init.type === 'NewExpression' && init.callee.type === 'Identifier' ? init.callee.name : '';
  const plain =
    init.type === 'ArrayExpression' || init.type === 'ObjectExpression' || plainCollections.has(collection);
  const changesDate = collection === 'Date' && /^set[A-Z]/.test(method);
  if (plain && (mutators.has(method) || changesDate)) refusePlain(pass, node, name);
}

function checkNew(pass: Pass, node: t.NewExpression, parents: readonly t.Node[]): void {
  const { callee } = node;
  if (callee.type !== 'Identifier') return;
  if (rawMemory.test(callee.name) && functionsAround(parents).length === 0) {
    pass.module.refuse(node, `every thread would have ${callee.name} memory of its own: use shared()`);
  }
  const binding = moduleBinding(pass, callee.name, parents);
  if (binding?.kind === 'class' && !binding.exported && isThreadClass(pass, binding.node)) {
    pass.module.refuse(
      node,
      `${callee.name} is not exported: a thread finds its class by export. Write "export class ${callee.name} extends Thread"`,
    );
  }
  if (pass.runtimeNames.get(callee.name) === 'Thread') checkThreadTarget(pass, node, parents);
}

function checkThreadTarget(pass: Pass, node: t.NewExpression, parents: readonly t.Node[]): void {
  const options = node.arguments[0];
  if (options?.type !== 'ObjectExpression') return;
  for (const property of options.properties) {
    if (property.type === 'ObjectMethod' && keyName(property.key) === 'target')
      refuseClosure(pass, property, 'target');
    if (property.type !== 'ObjectProperty' || keyName(property.key) !== 'target') continue;
    const { value } = property;
    if (isFunction(value)) refuseClosure(pass, value, 'target');
    else if (value.type === 'Identifier') checkNamedTarget(pass, value, parents);
  }
}

function checkNamedTarget(pass: Pass, target: t.Identifier, parents: readonly t.Node[]): void {
  const isLocal = !meansModuleBinding(target.name, parents);
  const localFunction =
    isLocal && functionsAround(parents).some((each) => declaresFunction(each, target.name));
  if (localFunction) return refuseClosure(pass, target, target.name);
  const binding = isLocal ? undefined : pass.bindings.get(target.name);
  if (!binding || binding.kind === 'import' || binding.exported) return;
  pass.module.refuse(
    target,
    `${target.name} is not exported: a thread finds its function by export. Write "export function ${target.name}"`,
  );
}

function declaresFunction(around: t.Function, name: string): boolean {
  let found = false;
  walk(around.body, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id?.name === name) found = true;
    if (
      node.type === 'VariableDeclarator' &&
      boundNames(node.id).includes(name) &&
      node.init &&
      isFunction(node.init)
    )
      found = true;
    return !found;
  });
  return found;
}

function refuseClosure(pass: Pass, node: t.Node, name: string): void {
  pass.module.refuse(
    node,
    `${name} is a closure: the variables around it would not be shared with the thread. Use an exported function, and pass what it needs in args`,
  );
}

function keyName(key: t.Node): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' ? key.value : '';
}

function isThreadClass(pass: Pass, node: t.Node): node is t.ClassDeclaration | t.ClassExpression {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return false;
  const parent = node.superClass;
  return (
    parent?.type === 'Identifier' &&
    (pass.runtimeNames.get(parent.name) === 'Thread' || isThreadClassName(pass, parent.name))
  );
}

function isThreadClassName(pass: Pass, name: string): boolean {
  const binding = pass.bindings.get(name);
  return binding?.kind === 'class' && isThreadClass(pass, binding.node);
}

function checkThreadClass(pass: Pass, node: t.ClassDeclaration | t.ClassExpression): void {
  for (const member of node.body.body) {
    if (member.type === 'ClassPrivateProperty' || member.type === 'ClassPrivateMethod') {
      pass.module.refuse(
        member,
        `#${member.key.id.name} is a private field of a thread: private fields do not travel to the thread. Use an ordinary field`,
      );
    } else if (
      member.type === 'ClassProperty' &&
      !member.static &&
      member.value &&
      isFunction(member.value)
    ) {
      refuseFunctionField(pass, member, keyName(member.key));
    }
  }
  walk(node.body, (each) => {
    if (each.type !== 'AssignmentExpression' || !isFunction(each.right)) return;
    const { left } = each;
    if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression')
      refuseFunctionField(pass, each, keyName(left.property));
  });
}

function refuseFunctionField(pass: Pass, node: t.Node, name: string): void {
  pass.module.refuse(
    node,
    `this.${name} is a function in a field: it cannot go to the thread. Make it a method`,
  );
}

const onlyCreates =
  'the module level only creates shared objects, as it runs again in every thread: do this in main()';

function checkModuleLevel(pass: Pass, statement: t.Statement): void {
  if (/^(?:If|For|ForOf|ForIn|While|DoWhile|Try|Switch|Throw|Labeled)Statement$/.test(statement.type))
    pass.module.refuse(statement, onlyCreates);
  if (statement.type !== 'ExpressionStatement') return;
  const { expression } = statement;
  const patches =
    expression.type === 'CallExpression' &&
    pass.module.text.slice(expression.start ?? 0, expression.end ?? 0).startsWith('monkey.patchAll(');
  if (!patches) pass.module.refuse(statement, onlyCreates);
}

/** Freezes at run time what the module level makes and nobody shares. */
function keepPlainValues(pass: Pass): void {
  const { edits } = pass.module;
  for (const [name, binding] of pass.bindings) {
    if (binding.kind === 'class') edits.appendLeft(endOf(binding.node), ` __keep(${name},"${name}");`);
    const { init } = binding;
    const declarator = binding.node;
    if (!init || declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') continue;
    if (isFunction(init) || isSharedValue(pass, init)) continue;
    edits.appendRight(init.start ?? 0, '__keep(');
    edits.prependLeft(endOf(init), `,"${name}")`);
  }
}
