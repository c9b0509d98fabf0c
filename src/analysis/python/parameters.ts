/** Parameters of a Python function: names, the classes that annotations name, defaults. */
import type { Expression } from '../model/expression.js';
import type { Parameter } from '../model/module.js';
import { dottedExpression } from './expressions.js';
import type { PythonLowering } from './lowering.js';

/** Lowers the `parameters` or `lambda_parameters` under the cursor. */
export function lowerParameters(lowering: PythonLowering): Parameter[] {
  const parameters: Parameter[] = [];
  const { cursor } = lowering;
  cursor.forEachChild((type) => {
    if (type === 'keyword_separator' || type === 'positional_separator' || type === 'ERROR') return;
    const text = cursor.slice;
    const name = /^\**\s*([A-Za-z_]\w*)/.exec(text)?.[1];
    if (name === undefined) return;
    const declared = type.startsWith('typed_') ? typeIn(text) : undefined;
    const rest = text.startsWith('*');
    const value = type.endsWith('default_parameter') ? defaultOf(lowering) : undefined;
    parameters.push({
      name,
      ...(declared && { type: declared }),
      ...(value && { default: value }),
      ...(rest && { rest }),
    });
  });
  return parameters;
}

/** The class that an annotation names: `C`, `'C'`, `C | None`, `Optional[C]`; undefined for anything else. */
export function typeIn(text: string): Expression | undefined {
  const annotation = /:\s*([^=]+)/.exec(text)?.[1]?.trim() ?? '';
  const bare = annotation
    .replace(/^(?:typing\.)?Optional\[(.*)\]$/s, '$1')
    .replace(/\s*\|\s*None\b|\bNone\s*\|\s*/, '')
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/\[.*\]$/s, '');
  return /^[A-Za-z_]\w*(?:\.\w+)*$/.test(bare) ? dottedExpression(bare) : undefined;
}

function defaultOf(lowering: PythonLowering): Expression | undefined {
  const parts = lowering.children();
  return parts[parts.length - 1];
}
