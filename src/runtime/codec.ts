/**
 * Values as bytes: what goes through queues, cells and thread arguments. Plain data is written here; a few built-ins by
 * the platform's own serializer; shared objects travel as their address. Anything else is a TypeError that says what.
 */
import { deserialize, serialize } from 'node:v8';
import { fromPlain, type PlainError, toPlain } from './errorCodec.js';
import { current } from './kernel.js';
import { Header } from './memory.js';
import { holdEnd, isEnd, receiveEnd } from './processes/openHandles.js';
import { address, SharedObject, wrapperAt } from './sharedObject.js';

const Tag = {
  Undefined: 0,
  Null: 1,
  True: 2,
  False: 3,
  Int: 4,
  Double: 5,
  String: 6,
  Array: 7,
  Object: 8,
  Map: 9,
  Set: 10,
  Handle: 11,
  Native: 12,
  Error: 13,
} as const;

/** Nesting that no sensible value reaches; a cycle does. */
const deepest = 200;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

class Output {
  bytes = new Uint8Array(256);
  view = new DataView(this.bytes.buffer);
  length = 0;

  reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) this.#grow();
    return at;
  }
  tag(tag: number): void {
    this.bytes[this.reserve(1)] = tag;
  }
  int(value: number): void {
    const at = this.reserve(4);
    this.view.setInt32(at, value);
  }
  blob(bytes: Uint8Array): void {
    this.int(bytes.length);
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }
  text(text: string): void {
    const most = text.length * 3;
    const at = this.reserve(4 + most);
    const { written } = encoder.encodeInto(text, this.bytes.subarray(at + 4, at + 4 + most));
    this.view.setInt32(at, written);
    this.length = at + 4 + written;
  }
  #grow(): void {
    const bytes = new Uint8Array(2 ** Math.ceil(Math.log2(this.length)));
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}
const output = new Output();

/** Whether a value stays within a process or goes across to another one, where no object of threadlanes can follow. */
export type Reach = 'within' | 'across';
let goesAcross = false;
/** Ends of pipes among what was written last. */
const ends: number[] = [];

/** Bytes of a value, valid until the next call. `what` names the value in errors. Throws TypeError for what cannot be shared. */
export function encode(value: unknown, what: string, reach: Reach): Uint8Array {
  output.length = 0;
  goesAcross = reach === 'across';
  ends.length = 0;
  write(value, what, 0);
  if (goesAcross) for (const end of ends) holdEnd(current(), end);
  return output.bytes.subarray(0, output.length);
}

function write(value: unknown, path: string, depth: number): void {
  switch (typeof value) {
    case 'undefined':
      return output.tag(Tag.Undefined);
    case 'boolean':
      return output.tag(value ? Tag.True : Tag.False);
    case 'number':
      return writeNumber(value);
    case 'string':
      output.tag(Tag.String);
      return output.text(value);
    case 'bigint':
      return writeNative(value);
    case 'object':
      return value === null ? output.tag(Tag.Null) : writeObject(value, path, depth);
    default:
      throw new TypeError(
        `${path} is a ${typeof value}, which cannot go to another thread; send plain data, or a shared object`,
      );
  }
}

function writeNumber(value: number): void {
  if (Object.is(value | 0, value)) {
    output.tag(Tag.Int);
    return output.int(value);
  }
  output.tag(Tag.Double);
  const at = output.reserve(8);
  output.view.setFloat64(at, value);
}

function writeNative(value: unknown): void {
  output.tag(Tag.Native);
  output.blob(serialize(value));
}

function writeObject(value: object, path: string, depth: number): void {
  if (depth > deepest) throw new TypeError(`${path} is nested too deeply, or contains itself`);
  if (value instanceof SharedObject) return writeHandle(value, path);
  if (Array.isArray(value)) {
    output.tag(Tag.Array);
    output.int(value.length);
    for (let i = 0; i < value.length; i++) write(value[i], `${path}[${i}]`, depth + 1);
  } else if (value instanceof Map) {
    output.tag(Tag.Map);
    output.int(value.size);
    for (const [key, item] of value) {
      write(key, `a key of ${path}`, depth + 1);
      write(item, `${path}.get(${String(key)})`, depth + 1);
    }
  } else if (value instanceof Set) {
    output.tag(Tag.Set);
    output.int(value.size);
    for (const item of value) write(item, `an element of ${path}`, depth + 1);
  } else if (value instanceof Error) {
    output.tag(Tag.Error);
    write(toPlain(value), path, depth + 1);
  } else if (value instanceof Date || value instanceof RegExp || ArrayBuffer.isView(value)) {
    writeNative(value);
  } else writeFields(value, path, depth);
}

function writeHandle(value: SharedObject, path: string): void {
  const at = value[address];
  if (goesAcross && isEnd(current(), at)) ends.push(at);
  if (goesAcross && (current().words[at + Header.Space] as number) > 0) {
    const name = value.constructor.name;
    throw new TypeError(
      `${path} is a ${name} of threadlanes, which lives in the memory of one process and cannot go to another; use what threadlanes/multiprocessing has for it`,
    );
  }
  output.tag(Tag.Handle);
  output.int(at);
}

function writeFields(value: object, path: string, depth: number): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const name = value.constructor?.name ?? 'a class';
    throw new TypeError(
      `${path} is an instance of ${name}: it would arrive as a copy without its methods; send plain data, or a shared object`,
    );
  }
  const entries = Object.entries(value);
  output.tag(Tag.Object);
  output.int(entries.length);
  for (const [key, item] of entries) {
    output.text(key);
    write(item, `${path}.${key}`, depth + 1);
  }
}

/** Ends of pipes among what was encoded last. Each of them is held open until somebody has received it. */
export function endsSent(): readonly number[] {
  return [...ends];
}

/** The value of bytes that `encode` made. */
export function decode(bytes: Uint8Array, reach: Reach): unknown {
  return new Input(bytes, reach === 'across').value();
}

class Input {
  #at = 0;
  readonly #view: DataView;
  constructor(
    readonly bytes: Uint8Array,
    readonly comesAcross: boolean,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(): unknown {
    switch (this.bytes[this.#at++]) {
      case Tag.Null:
        return null;
      case Tag.True:
        return true;
      case Tag.False:
        return false;
      case Tag.Int:
        return this.#int();
      case Tag.Double:
        this.#at += 8;
        return this.#view.getFloat64(this.#at - 8);
      case Tag.String:
        return decoder.decode(this.#blob());
      case Tag.Array:
        return Array.from({ length: this.#int() }, () => this.value());
      case Tag.Object:
        return this.#object();
      case Tag.Map:
        return new Map(Array.from({ length: this.#int() }, () => [this.value(), this.value()]));
      case Tag.Set:
        return new Set(Array.from({ length: this.#int() }, () => this.value()));
      case Tag.Handle:
        return this.#handle();
      case Tag.Error:
        return fromPlain(this.value() as PlainError);
      case Tag.Native:
        return deserialize(this.#blob());
      default:
        return undefined;
    }
  }

  #handle(): SharedObject {
    const at = this.#int();
    if (this.comesAcross && isEnd(current(), at)) receiveEnd(current(), at);
    return wrapperAt(at);
  }
  #int(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4);
  }
  /** A copy: the platform's decoders refuse shared bytes. */
  #blob(): Uint8Array {
    const length = this.#int();
    this.#at += length;
    return this.bytes.slice(this.#at - length, this.#at);
  }
  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let left = this.#int(); left > 0; left--) {
      const key = decoder.decode(this.#blob());
      Object.defineProperty(object, key, {
        value: this.value(),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  }
}
