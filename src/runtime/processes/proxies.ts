/** What stands for an object of a manager's in other processes: each call goes to the manager and waits for its answer. */
import { ObjectKind } from '../../trace/vocabulary.js';
import { current } from '../kernel.js';
import {
  address,
  createObject,
  emitCreate,
  liveEverywhere,
  registerProcessKind,
  rememberWrapper,
  SharedObject,
  setAddress,
} from '../sharedObject.js';
import { shortForm } from '../shortForm.js';
import { callManager, ManagerWords, makeMethod } from './managerCalls.js';

function call(proxy: SharedObject, method: string, args: readonly unknown[]): unknown {
  const shown = `${method}(${args.map(shortForm).join(', ')})`;
  return callManager(proxy[address], method, args, shown);
}

class Managed extends SharedObject {}
liveEverywhere(Managed);

/** Gives a class a method for each of these names. */
function withMethods(type: { readonly prototype: object }, names: string): void {
  for (const name of names.split(' ')) {
    const value = function (this: SharedObject, ...args: readonly unknown[]): unknown {
      return call(this, name, args);
    };
    Object.defineProperty(type.prototype, name, { value });
  }
}

export class DictProxy extends Managed {
  update(pairs: unknown): void {
    const isIterable = typeof pairs === 'object' && pairs !== null && Symbol.iterator in pairs;
    call(this, 'update', [isIterable ? [...(pairs as Iterable<unknown>)] : pairs]);
  }
  get length(): number {
    return call(this, 'length', []) as number;
  }
}
withMethods(DictProxy, 'get set has delete pop popitem setdefault keys values items copy clear');

export class ListProxy extends Managed {
  extend(values: Iterable<unknown>): void {
    call(this, 'extend', [[...values]]);
  }
  get length(): number {
    return call(this, 'length', []) as number;
  }
}
withMethods(ListProxy, 'get set delete append insert pop remove index count has reverse sort copy');

export class ValueProxy extends Managed {
  get value(): unknown {
    return call(this, 'get', []);
  }
  set value(value: unknown) {
    call(this, 'set', [value]);
  }
}
withMethods(ValueProxy, 'get set');

export class ArrayProxy extends Managed {
  get length(): number {
    return call(this, 'length', []) as number;
  }
}
withMethods(ArrayProxy, 'get set');

export class NamespaceProxy extends Managed {}

/** The properties of a Namespace are the program's own. */
function namespaceFacade(target: SharedObject): SharedObject {
  const isOwn = (key: string | symbol): key is string => typeof key === 'string' && key !== 'constructor';
  return new Proxy(target, {
    get: (_, key) =>
      isOwn(key) ? call(target, 'get', [key]) : (Reflect.get(target, key, target) as unknown),
    set: (_, key, value) => {
      call(target, 'set', [String(key), value]);
      return true;
    },
    has: (_, key) => (isOwn(key) ? (call(target, 'has', [key]) as boolean) : Reflect.has(target, key)),
    deleteProperty: (_, key) => {
      call(target, 'delete', [String(key)]);
      return true;
    },
  });
}

const types = ['dict', 'list', 'Value', 'Array', 'Namespace'] as const;
const classes = {
  dict: DictProxy,
  list: ListProxy,
  Value: ValueProxy,
  Array: ArrayProxy,
  Namespace: NamespaceProxy,
};

/** Has a manager make an object and answers what stands for it. */
export function makeProxy(
  manager: SharedObject,
  type: (typeof types)[number],
  given: readonly unknown[],
): SharedObject {
  const proxy = Object.create(classes[type].prototype) as SharedObject;
  createObject(proxy, ObjectKind.Managed, (at, { words }) => {
    for (const word of [ManagerWords.Process, ManagerWords.Requests])
      words[at + word] = words[manager[address] + word] as number;
    words[at + ManagerWords.Type] = types.indexOf(type);
  });
  emitCreate(proxy[address], ObjectKind.Managed, 0);
  call(proxy, makeMethod, [type, ...given]);
  if (type !== 'Namespace') return proxy;
  const facade = namespaceFacade(proxy);
  rememberWrapper(facade, proxy[address]);
  return facade;
}

registerProcessKind(ObjectKind.Managed, (at) => {
  const type = types[current().words[at + ManagerWords.Type] as number] ?? 'dict';
  const proxy = Object.create(classes[type].prototype) as SharedObject;
  setAddress(proxy, at);
  return type === 'Namespace' ? namespaceFacade(proxy) : proxy;
});
