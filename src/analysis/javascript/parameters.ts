/** Parameters of a function: names, the classes that annotations name, defaults; patterns become bindings. */
import type { Expression } from '../model/expression.js';
import type { Parameter } from '../model/module.js';
import type { Statement } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { dottedExpression, lowerExpression } from './expressions.js';
import type { JavaScriptLowering } from './lowering.js';
import { bind, lowerPattern } from './patterns.js';

export interface Parameters {
  readonly parameters: Parameter[];
  /** Bindings that come before the body: of patterns, and of parameters that are properties. */
  readonly prologue: Statement[];
}

/** Lowers the `formal_parameters` (or the one `identifier` of an arrow function) under the cursor. */
export function lowerParameters(lowering: JavaScriptLowering, type: string): Parameters {
  const found: Parameters = { parameters: [], prologue: [] };
  if (type === 'identifier') {
    found.parameters.push({ name: lowering.scopes.declare(lowering.cursor.slice) });
    return found;
  }
  lowering.cursor.forEachChild((inner) => lowerParameter(lowering, inner, found));
  return found;
}

function lowerParameter(lowering: JavaScriptLowering, type: string, into: Parameters): void {
  const { cursor, span } = lowering;
  if (type === 'decorator' || type === 'ERROR') return;
  const typed = type === 'required_parameter' || type === 'optional_parameter';
  let target: Expression = other;
  let declared: Expression | undefined;
  let value: Expression | undefined;
  let property = false;
  const visit = (inner: string): void => {
    if (inner === 'accessibility_modifier' || inner === 'override_modifier') property = true;
    else if (inner === 'type_annotation') declared = annotatedType(lowering, cursor.slice);
    else if (cursor.field === 'pattern' || cursor.field === 'left')
      target = lowerPattern(lowering, inner, 'block');
    else if (cursor.field === 'value' || cursor.field === 'right') value = lowerExpression(lowering, inner);
    else if (inner === 'this') target = other;
  };
  if (typed || type === 'assignment_pattern') {
    const head = cursor.text.slice(span.start, span.start + 40);
    property = typed && /^(?:(?:public|private|protected|override|readonly)\s+)+[\w$[{]/.test(head);
    if (typed && /^this\s*:/.test(head)) return;
    cursor.forEachChild(visit);
  } else target = lowerPattern(lowering, type, 'block');
  const rest = type === 'rest_pattern' || cursor.text.startsWith('...', span.start);
  const name = target.kind === 'name' ? target.name : lowering.temporary();
  into.parameters.push({
    name,
    ...(declared && { type: declared }),
    ...(value && { default: value }),
    ...(rest && { rest }),
  });
  if (target.kind !== 'name') bind(lowering, target, { kind: 'name', name }, span, into.prologue);
  else if (property) {
    const of = lowering.scopes.this;
    into.prologue.push({
      kind: 'assign',
      target: { kind: 'attribute', of, name: target.name },
      value: target,
      ...span,
    });
  }
}

/** The class that an annotation names: `: C`, `: C | undefined`, `: ns.C<T>`; undefined for anything else. */
export function annotatedType(lowering: JavaScriptLowering, text: string): Expression | undefined {
  const bare = text
    .replace(/^\s*\??\s*:\s*/, '')
    .replace(/\s*\|\s*(?:null|undefined)\b/g, '')
    .replace(/^(?:null|undefined)\s*\|\s*/, '')
    .replace(/^Readonly<(.*)>$/s, '$1')
    .replace(/<.*>$/s, '');
  if (!/^[A-Za-z_$][\w$]*(?:\.[\w$]+)*$/.test(bare) || primitive.has(bare)) return undefined;
  return dottedExpression(lowering, bare);
}

const primitive: ReadonlySet<string> = new Set(
  'string number boolean bigint symbol object any unknown never void null undefined this Array Promise Record'.split(
    ' ',
  ),
);
