/**
 * What a new thread or process is told: which exported function to call, or of which exported class to run an instance.
 * A function or class is found there by its export's name; the fields of an instance arrive as copies.
 */
import { type FunctionReference, referenceTo } from './programFunctions.js';

export type ThreadMessage =
  | { readonly type: 'function'; readonly reference: FunctionReference; readonly args: readonly unknown[] }
  | {
      readonly type: 'instance';
      readonly reference: FunctionReference;
      readonly fields: Record<string, unknown>;
    };

/** A function that a thread can run. */
export type Target = (...args: never[]) => void;

/** What is started: a Thread or a Process. */
interface Startable {
  run(): void;
}
interface Given {
  readonly target?: Target;
  readonly args?: readonly unknown[];
}

const nothing: FunctionReference = { module: -1, name: '' };

/** `base` is the class whose run() calls the target; `kind` is what errors call it: "thread" or "process". */
export function messageOf(
  started: Startable,
  base: { readonly prototype: Startable; readonly name: string },
  given: Given,
  kind: string,
): ThreadMessage {
  if (started.run !== base.prototype.run) {
    return {
      type: 'instance',
      reference: classReference(started, base.name, kind),
      fields: ownFields(started, kind),
    };
  }
  if (!given.target) return { type: 'function', reference: nothing, args: [] };
  const reference = referenceTo(given.target);
  if (!reference) {
    const name = given.target.name || 'the target';
    throw new TypeError(
      `${name} is not an exported function: a ${kind} runs in a worker of its own and finds its target by export; write "export function ${given.target.name || 'name'}"`,
    );
  }
  return { type: 'function', reference, args: given.args ?? [] };
}

function classReference(started: Startable, base: string, kind: string): FunctionReference {
  const reference = referenceTo(started.constructor);
  if (reference) return reference;
  const { name } = started.constructor;
  throw new TypeError(
    `${name} is not an exported class, and a ${kind} finds its class by export: write "export class ${name} extends ${base}"`,
  );
}

function ownFields(started: Startable, kind: string): Record<string, unknown> {
  for (const [key, value] of Object.entries(started)) {
    if (typeof value === 'function') {
      throw new TypeError(
        `this.${key} of ${started.constructor.name} is a function: it cannot go to another ${kind}; make it a method`,
      );
    }
  }
  return { ...started };
}
