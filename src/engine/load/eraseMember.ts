/** Blanks what classes say about types: modifiers, optional and definite marks, `implements`, members without a body. */
import type * as t from '@babel/types';
import type { SourceModule } from './sourceModule.js';
import { endOf, startOf } from './tree.js';

type Class = t.ClassDeclaration | t.ClassExpression;
type Member = t.ClassMethod | t.ClassProperty | t.ClassPrivateProperty | t.ClassPrivateMethod;

const modifiers = new Set(['public', 'private', 'protected', 'readonly', 'override', 'abstract', 'declare']);

/** Members that only tell the type checker something. */
export function isErasedMember(node: t.Node): boolean {
  if (node.type === 'TSDeclareMethod' || node.type === 'TSIndexSignature') return true;
  if (node.type !== 'ClassProperty') return false;
  return node.declare === true || ('abstract' in node && node.abstract === true);
}

export function eraseHeritage(module: SourceModule, node: Class): void {
  if ('abstract' in node && node.abstract) blankToken(module, startOf(node), 'abstract');
  const last = node.implements?.at(-1);
  if (!last) return;
  const before = node.superTypeParameters ?? node.superClass ?? node.typeParameters ?? node.id;
  const from = module.tokenFrom(before ? endOf(before) : startOf(node), 'implements') as number;
  module.blank(from, endOf(last));
  node.implements = null;
}

export function eraseMember(module: SourceModule, node: Member): void {
  blankModifiers(module, node);
  if ('optional' in node && node.optional) blankToken(module, endOf(node.key), '?');
  if ('definite' in node && node.definite) blankToken(module, endOf(node.key), '!');
  if (node.type === 'ClassProperty' || node.type === 'ClassPrivateProperty') endField(module, node);
}

/** A field called `get` or `static` needs its end: the type between it and the next line is what kept them apart. */
function endField(module: SourceModule, node: t.ClassProperty | t.ClassPrivateProperty): void {
  const { typeAnnotation } = node;
  if (node.value || !typeAnnotation || module.text[endOf(node) - 1] === ';') return;
  module.blank(startOf(typeAnnotation), endOf(typeAnnotation), ';');
  node.typeAnnotation = null;
}

function blankModifiers(module: SourceModule, node: Member): void {
  const from = startOf(node);
  for (const match of module.text.slice(from, startOf(node.key)).matchAll(/[a-z]+/g)) {
    if (!modifiers.has(match[0])) continue;
    // A member that begins with `[` or `*` would go on with the field above it.
    const parts =
      match.index === 0 && (('computed' in node && node.computed) || ('generator' in node && node.generator));
    module.blank(from + match.index, from + match.index + match[0].length, parts ? ';' : ' ');
  }
}

function blankToken(module: SourceModule, from: number, text: string): void {
  const at = module.tokenFrom(from, text);
  if (at !== undefined) module.blank(at, at + text.length);
}
