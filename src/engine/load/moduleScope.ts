/** The names at a module's top level and what each is bound to, across files. It must never judge what is done with them. */
import type * as t from '@babel/types';
import { boundNames } from './patterns.js';
import type { SourceModule } from './sourceModule.js';

export interface Binding {
  readonly name: string;
  /** `runtime`: imported from threadlanes; `namespace`: all of another file. */
  readonly kind: 'let' | 'const' | 'function' | 'class' | 'runtime' | 'namespace';
  /** The initialiser, function or class; null if there is none of its own. */
  readonly value: t.Node | null;
  /** The name in the runtime; `*` for all of it. */
  readonly runtimeName?: string;
  /** Where it is declared; of a namespace, the file it stands for. */
  readonly scope: ModuleScope;
}

export class ModuleScope {
  /** By local name. What comes from another file is that file's binding. */
  readonly bindings = new Map<string, Binding>();
  /** By exported name. */
  readonly exports = new Map<string, Binding>();

  constructor(readonly module: SourceModule) {}

  /** The name in the runtime of what an expression names: `Thread` for `Thread`, `T` imported as such, or `tl.Thread`. */
  runtimeName(node: t.Node): string | undefined {
    if (node.type === 'Identifier') return this.bindings.get(node.name)?.runtimeName;
    if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
      return undefined;
    return this.runtimeName(node.object) === undefined ? undefined : node.property.name;
  }

  isExported(binding: Binding): boolean {
    return [...this.exports.values()].includes(binding);
  }

  /** Binds what a statement declares. */
  declare(statement: t.Statement): void {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'VariableDeclaration') {
      const kind = declaration.kind === 'const' ? 'const' : 'let';
      for (const { id, init } of declaration.declarations) {
        const value = id.type === 'Identifier' ? (init ?? null) : null;
        for (const name of boundNames(id)) this.bindings.set(name, { name, kind, value, scope: this });
      }
    } else if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
      const kind = declaration.type === 'ClassDeclaration' ? 'class' : 'function';
      for (const name of boundNames(declaration.id))
        this.bindings.set(name, { name, kind, value: declaration, scope: this });
    }
  }

  bindRuntime(local: string, runtimeName: string): void {
    this.bindings.set(local, { name: local, kind: 'runtime', value: null, runtimeName, scope: this });
  }

  /** Binds what is imported from another file; `*` is all of it. */
  bindImport(local: string, from: ModuleScope, name: string): void {
    const binding: Binding | undefined =
      name === '*' ? { name: local, kind: 'namespace', value: null, scope: from } : from.exports.get(name);
    if (binding) this.bindings.set(local, binding);
  }
}
