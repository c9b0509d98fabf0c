/**
 * Errors as plain data, so that a future or a process can hand on what was thrown in another worker: the class is found
 * again by its name (the language's), its registration (the runtime's) or its export (the program's).
 */
import { type FunctionReference, referenceTo, resolveReference } from './programFunctions.js';

export interface PlainError {
  readonly type: FunctionReference | null;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const languageErrors = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };

export function toPlain(error: Error): PlainError {
  const fields = { ...error } as Record<string, unknown>;
  for (const key of ['name', 'message', 'stack']) Reflect.deleteProperty(fields, key);
  return {
    type: referenceTo(error.constructor) ?? null,
    name: error.name,
    message: error.message,
    stack: error.stack ?? '',
    fields,
  };
}

/** An error of the same class, as far as it can be found here; its constructor is not run again. */
export function fromPlain(plain: PlainError): Error {
  const type = plain.type
    ? resolveReference(plain.type)
    : languageErrors[plain.name as keyof typeof languageErrors];
  const error = new Error(plain.message);
  if (typeof type === 'function') Object.setPrototypeOf(error, type.prototype as object);
  if (error.name !== plain.name)
    Object.defineProperty(error, 'name', { value: plain.name, configurable: true });
  Object.defineProperty(error, 'stack', { value: plain.stack, configurable: true, writable: true });
  return Object.assign(error, plain.fields);
}
