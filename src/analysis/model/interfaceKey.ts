/** What other files can see of a module, as a text: names, classes, parameters, returns; no positions, no bodies. */
import type { ModuleModel } from './module.js';
import { eachStatement } from './visit.js';

/** Two models of one file with the same key mean the same to every other file, but for what their functions do. */
export function interfaceKey(model: ModuleModel): string {
  const parts: string[] = [];
  model.functions.forEach((each, index) => {
    const parameters = each.parameters.map((parameter) => [parameter.name, parameter.type, parameter.rest]);
    parts.push(text([index, each.name, parameters, each.receiver, each.async, each.generator, each.class]));
    const isMain = index === 0;
    eachStatement(each.body, (statement) => {
      if (statement.kind === 'return' && statement.value) parts.push(text(statement.value));
      else if (statement.kind === 'importAll') parts.push(statement.module);
      else if (statement.kind === 'assign' && (isMain || each.globals || bindsOutside(statement.target.kind)))
        parts.push(text([statement.target, statement.value]));
    });
  });
  for (const each of model.classes) parts.push(text([each.name, each.bases, each.attributes, each.parent]));
  return parts.join('\n');
}

function bindsOutside(kind: string): boolean {
  return kind === 'attribute' || kind === 'element' || kind === 'collection';
}

function text(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'start' || key === 'end' ? undefined : inner));
}
