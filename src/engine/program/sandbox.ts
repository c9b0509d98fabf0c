/**
 * What a program's code can reach: the language itself and nothing of Node. The names are deleted from the worker's global
 * object for good, so code that escapes its function scope (through a constructor, say) finds nothing either.
 * The runtime itself needs Atomics; programs do not see it, nor shared memory of their own, because compile.ts hides the
 * names: what is done with them would be invisible in the trace.
 */

const kept = new Set([
  'Object',
  'Function',
  'Array',
  'Number',
  'parseFloat',
  'parseInt',
  'Infinity',
  'NaN',
  'undefined',
  'Boolean',
  'String',
  'Symbol',
  'Date',
  'Promise',
  'RegExp',
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'globalThis',
  'JSON',
  'Math',
  'Intl',
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'Uint8ClampedArray',
  'BigUint64Array',
  'BigInt64Array',
  'DataView',
  'Map',
  'BigInt',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'Proxy',
  'Reflect',
  'FinalizationRegistry',
  'decodeURI',
  'decodeURIComponent',
  'encodeURI',
  'encodeURIComponent',
  'escape',
  'unescape',
  'Atomics',
  'SharedArrayBuffer',
  'isFinite',
  'isNaN',
  'Iterator',
  'performance',
  'structuredClone',
  'TextEncoder',
  'TextDecoder',
]);

export function enterSandbox(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!kept.has(name)) Reflect.deleteProperty(globalThis, name);
  }
}
