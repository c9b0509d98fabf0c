/**
 * threading.local: an object whose properties each thread has for itself. Nothing of it lies in the shared memory but an
 * address, by which it is the same object in every thread; a worker keeps the properties of the threads that it runs.
 * A plain function instead of a class, because what it makes is a proxy.
 */
import { current } from './kernel.js';
import { localKind } from './objectKinds.js';
import { address, createObject, registerKind, SharedObject, setAddress } from './sharedObject.js';

type Properties = Record<string | symbol, unknown>;
type Maker = new (...args: readonly unknown[]) => object;

/** While a thread's properties are being made by the constructor of a subclass: those. */
let beingMade: object | undefined;

function makeLocal(this: unknown, ...args: readonly unknown[]): object {
  if (beingMade) {
    const properties = beingMade;
    beingMade = undefined;
    return properties;
  }
  const maker = new.target as unknown as Maker;
  const anchor = Object.create(SharedObject.prototype) as SharedObject;
  createObject(anchor, localKind, () => {});
  return facade(anchor[address], maker.prototype as object, () => initialised(maker, args));
}
makeLocal.prototype = Object.create(SharedObject.prototype) as object;
export const ThreadLocal = makeLocal as unknown as Maker;

registerKind(localKind, (at) =>
  facade(at, makeLocal.prototype as object, () => Object.create(null) as Properties),
);

/** The properties of a thread that uses the object for the first time: as the constructor leaves them. */
function initialised(maker: Maker, args: readonly unknown[]): Properties {
  beingMade = Object.create(maker.prototype as object) as object;
  try {
    return new maker(...args) as Properties;
  } finally {
    beingMade = undefined;
  }
}

/** The object that a program sees: each access goes to the properties of the thread that makes it. */
function facade(at: number, prototype: object, make: () => Properties): SharedObject {
  const byThread = new Map<number, Properties>();
  const own = (): Properties => {
    const { threadId } = current();
    let properties = byThread.get(threadId);
    if (!properties) {
      properties = make();
      byThread.set(threadId, properties);
    }
    return properties;
  };
  const target = Object.create(prototype) as SharedObject;
  setAddress(target, at);
  return new Proxy(target, {
    get: (_, key, self) => (key === address ? at : (Reflect.get(own(), key, self) as unknown)),
    set: (_, key, value) => Reflect.set(own(), key, value),
    has: (_, key) => Reflect.has(own(), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(own(), key),
    ownKeys: () => Reflect.ownKeys(own()).concat(address),
    defineProperty: (_, key, property) => Reflect.defineProperty(own(), key, property),
    getOwnPropertyDescriptor: (_, key) =>
      key === address
        ? Object.getOwnPropertyDescriptor(target, key)
        : Object.getOwnPropertyDescriptor(own(), key),
  });
}
