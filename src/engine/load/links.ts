/** What a module imports and exports, by name. Plain bookkeeping: it never touches text. */
import type * as t from '@babel/types';

export interface ImportedName {
  readonly local: string;
  /** Index in `__imports`. */
  readonly index: number;
  /** Name there; `*` for all of it. */
  readonly name: string;
}

export interface ExportedName {
  readonly exported: string;
  /** Name in the module, or in what `index` says it comes from; `*` for all of it. */
  readonly local: string;
  readonly index: number | undefined;
}

export class Links {
  readonly specifiers: { readonly specifier: string; readonly node: t.Node }[] = [];
  readonly imported: ImportedName[] = [];
  readonly exported: ExportedName[] = [];
  /** Indices of modules of which all is exported. */
  readonly exportedWhole: number[] = [];

  indexOf(specifier: string, node: t.Node): number {
    const known = this.specifiers.findIndex((each) => each.specifier === specifier);
    if (known >= 0) return known;
    this.specifiers.push({ specifier, node });
    return this.specifiers.length - 1;
  }
}
