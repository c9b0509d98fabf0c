/** How a function or class of the program is named to another worker: by its module and exported name. */
export interface FunctionReference {
  readonly module: number;
  readonly name: string;
}

type Exports = readonly Readonly<Record<string, unknown>>[];
let references = new Map<unknown, FunctionReference>();
let exported: Exports = [];

/** Called when the modules of a run have been evaluated in this worker; index = module. */
export function setExports(exports: Exports): void {
  exported = exports;
  references = new Map();
  exports.forEach((names, module) => {
    for (const [name, value] of Object.entries(names)) {
      if (typeof value === 'function' && !references.has(value)) references.set(value, { module, name });
    }
  });
}

export function referenceTo(value: unknown): FunctionReference | undefined {
  return references.get(value);
}

export function resolveReference(reference: FunctionReference): unknown {
  return exported[reference.module]?.[reference.name];
}
