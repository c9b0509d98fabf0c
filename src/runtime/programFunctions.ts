/**
 * How a function or class is named to another worker: by its module and exported name. The runtime's own ones, such as
 * Timer or a pool's worker, count as a module of their own.
 */
export interface FunctionReference {
  readonly module: number;
  readonly name: string;
}

const internalModule = -2;
const internal = new Map<string, unknown>();
const internalReferences = new Map<unknown, FunctionReference>();

export type Exports = readonly Readonly<Record<string, unknown>>[];
let exported: Exports = [];
let references = new Map<unknown, FunctionReference>();
/** The references into what was exported in each evaluation: every process has one of its own. */
const known = new WeakMap<Exports, Map<unknown, FunctionReference>>();

/** Makes a function or class of the runtime known to all workers, which register the same ones when they load it. */
export function registerInternal(name: string, value: unknown): void {
  internal.set(name, value);
  internalReferences.set(value, { module: internalModule, name });
}

/** From now on functions are those of this evaluation, which may still be filling it; index = module. */
export function useExports(exports: Exports): void {
  exported = exports;
  references = known.get(exports) ?? new Map();
  known.set(exports, references);
}

function lookAgain(): void {
  exported.forEach((names, module) => {
    for (const [name, value] of Object.entries(names)) {
      if (typeof value === 'function' && !references.has(value)) references.set(value, { module, name });
    }
  });
}

export function referenceTo(value: unknown): FunctionReference | undefined {
  if (internalReferences.has(value)) return internalReferences.get(value);
  if (!references.has(value)) lookAgain();
  return references.get(value);
}

/** As referenceTo. Throws TypeError for a function that other workers cannot find. */
export function exportedFunction(value: unknown, what: string): FunctionReference {
  const reference = referenceTo(value);
  if (reference) return reference;
  const name = typeof value === 'function' && value.name !== '' ? value.name : what;
  throw new TypeError(
    `${name} is not an exported function: it runs in whichever thread comes to it, and is found there by its export; write "export function ..."`,
  );
}

export function resolveReference(reference: FunctionReference): unknown {
  if (reference.module === internalModule) return internal.get(reference.name);
  return exported[reference.module]?.[reference.name];
}
