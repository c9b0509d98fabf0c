/**
 * Classes. Fields belong to an instance, so they are assignments at the start of the constructor; one is made up for a
 * class that has fields and no constructor. A field that holds an arrow function is a method that is always bound.
 */
import type { Expression } from '../model/expression.js';
import type { ClassModel } from '../model/module.js';
import type { Statement } from '../model/statement.js';
import { lowerExpression } from './expressions.js';
import { lowerFunctionExpression, lowerMethod, lowerSignatureAndBody, methodHead } from './functions.js';
import { homeMadeLock, homeMadeModule } from './homeMadeLock.js';
import type { JavaScriptLowering } from './lowering.js';
import { initializer, protocolName } from './protocol.js';
import { lowerBlock } from './statements.js';

type Attribute = ClassModel['attributes'][number];
type Attributes = Attribute[];

/** The class under the cursor; its name is declared by the block around. */
export function lowerClass(lowering: JavaScriptLowering): Expression {
  const { cursor, builder } = lowering;
  const { start, end } = lowering.span;
  const head = /^[^{]*/.exec(cursor.text.slice(start, start + 400))?.[0] ?? '';
  const name = className(head);
  const bases: Expression[] = [];
  cursor.forEachChild((type) => {
    if (type === 'class_heritage') bases.push(...lowerHeritage(lowering));
  });
  const homeMade = homeMadeLock(name, cursor.slice);
  if (homeMade) bases.push({ kind: 'import', module: homeMadeModule, name: homeMade.type });
  const index = builder.class({ name, start, end, bases }, (own) => {
    let attributes: Attributes = [];
    cursor.forEachChild((type) => {
      if (type === 'class_body') attributes = lowerBody(lowering, own);
    });
    return homeMade ? attributes.filter((attribute) => !homeMade.methods.has(attribute.name)) : attributes;
  });
  return { kind: 'class', index };
}

export function className(head: string): string {
  const name = /\bclass\s+([\w$]+)/.exec(head)?.[1];
  return name === undefined || name === 'extends' ? '<class>' : name;
}

/** JavaScript has the expression below `class_heritage`, TypeScript one level further down. */
function lowerHeritage(lowering: JavaScriptLowering): Expression[] {
  const { cursor } = lowering;
  const bases: Expression[] = [];
  cursor.forEachChild((type) => {
    if (type === 'extends_clause') {
      cursor.forEachChild((inner) => {
        if (cursor.field === 'value') bases.push(lowerExpression(lowering, inner));
      });
    } else if (type !== 'implements_clause') bases.push(lowerExpression(lowering, type));
  });
  return bases;
}

function lowerBody(lowering: JavaScriptLowering, own: number): Attributes {
  const attributes = lowerConstructor(lowering, own);
  lowering.cursor.forEachChild((type) => {
    if (type === 'method_definition') lowerOwnMethod(lowering, own, attributes);
    else if (type === 'public_field_definition' || type === 'field_definition') {
      lowerOwnField(lowering, own, attributes);
    } else if (type === 'class_static_block') lowerStaticBlock(lowering, own, attributes);
  });
  return attributes;
}

function lowerOwnMethod(lowering: JavaScriptLowering, own: number, into: Attributes): void {
  if (methodHead(lowering).name === 'constructor') return;
  const { name, role, value } = lowerMethod(lowering, { this: 'receiver', receiver: 'instance', class: own });
  if (role !== 'setter' && name !== '') into.push({ name: protocolName(name), value });
}

/** A static block runs once, when the class is made; as code it is a method that nobody calls by name. */
function lowerStaticBlock(lowering: JavaScriptLowering, own: number, into: Attributes): void {
  const { cursor, span } = lowering;
  const shape = {
    name: '<static>',
    async: false,
    this: 'receiver',
    receiver: 'class',
    class: own,
    ...span,
  } as const;
  const value = lowering.function(shape, () => {
    const body: Statement[] = [];
    cursor.forEachChild(() => body.push(...lowerBlock(lowering)));
    return { parameters: [], body };
  });
  into.push({ name: '<static>', value });
}

/** Constructor and instance fields as one function, or nothing when the class has neither. */
function lowerConstructor(lowering: JavaScriptLowering, own: number): Attributes {
  const { cursor } = lowering;
  let needed = false;
  cursor.forEachChild((type) => {
    if (type === 'method_definition') needed ||= methodHead(lowering).name === 'constructor';
    else if (type.endsWith('field_definition')) needed ||= !isStaticField(lowering);
  });
  if (!needed) return [];
  const shape = {
    name: 'constructor',
    async: false,
    this: 'receiver',
    receiver: 'instance',
    class: own,
  } as const;
  const value = lowering.function({ ...shape, ...lowering.span }, () => {
    const fields: Statement[] = [];
    let result: ReturnType<typeof lowerSignatureAndBody> | undefined;
    cursor.forEachChild((type) => {
      if (type.endsWith('field_definition')) lowerFieldValue(lowering, fields);
    });
    cursor.forEachChild((type) => {
      if (type === 'method_definition' && methodHead(lowering).name === 'constructor') {
        result = lowerSignatureAndBody(lowering, fields);
      }
    });
    return result ?? { parameters: [], body: fields };
  });
  return [{ name: initializer, value }];
}

function isStaticField(lowering: JavaScriptLowering): boolean {
  return /\bstatic\b/.test(methodHead(lowering).words);
}

/** Adds `this.field = value` of an instance field that is no function. */
function lowerFieldValue(lowering: JavaScriptLowering, into: Statement[]): void {
  if (isStaticField(lowering)) return;
  const { cursor, span } = lowering;
  const { name } = methodHead(lowering);
  cursor.forEachChild((type) => {
    if (cursor.field !== 'value' || type === 'arrow_function') return;
    const value = lowerExpression(lowering, type);
    into.push({
      kind: 'assign',
      target: { kind: 'attribute', of: lowering.scopes.this, name },
      value,
      ...span,
    });
  });
}

/** Static fields and arrow functions of instance fields, as attributes of the class. */
function lowerOwnField(lowering: JavaScriptLowering, own: number, into: Attributes): void {
  const { cursor } = lowering;
  const { name } = methodHead(lowering);
  const fixed = isStaticField(lowering);
  cursor.forEachChild((type) => {
    if (cursor.field !== 'value') return;
    if (type === 'arrow_function') {
      const receiver = fixed ? 'class' : 'instance';
      const value = lowerFunctionExpression(lowering, type, { name, this: 'receiver', receiver, class: own });
      into.push({ name, value });
    } else if (fixed) into.push({ name, value: lowerExpression(lowering, type) });
  });
}
