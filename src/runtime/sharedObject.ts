/**
 * What all shared objects have in common: words at an address of the shared memory, and in every worker one wrapper for
 * them, so that identity holds there. A wrapper made at module level by the main thread is attached to by the same line of
 * the module in every other worker.
 */
import { Access, Place } from '../explore/strategy.js';
import { EventKind, type ObjectKind } from '../trace/vocabulary.js';
import { current, type Kernel } from './kernel.js';
import { Control, Header, objectBytes, registryAt, registryLimit, registryWords } from './memory.js';

/** Key of a wrapper's address; not enumerable, so a program's own fields stay its own. */
export const address = Symbol('address');

export class SharedObject {
  declare readonly [address]: number;
}

export function setAddress(object: SharedObject, at: number): void {
  Object.defineProperty(object, address, { value: at });
}

/** The wrappers of this worker, by address; and how often each site has made an object while the module was evaluated. */
class Wrappers {
  readonly byAddress = new Map<number, SharedObject>();
  readonly timesAtSite = new Map<number, number>();
}
let wrappers = new Wrappers();
const makers = new Map<number, (at: number) => SharedObject>();

/** Begins a run: wrappers of the last one are forgotten. */
export function forgetWrappers(): void {
  wrappers = new Wrappers();
}

/** Says how a wrapper of a kind is made for an object that another worker made. */
export function registerKind(kind: ObjectKind, maker: (at: number) => SharedObject): void {
  makers.set(kind, maker);
}

/** As registerKind, for classes whose wrappers are an address and nothing else. A function, as the class may not be there yet. */
export function defineKind(kind: ObjectKind, prototypeOf: () => object): void {
  registerKind(kind, (at) => {
    const wrapper = Object.create(prototypeOf()) as SharedObject;
    setAddress(wrapper, at);
    return wrapper;
  });
}

/** The wrapper of the object at an address, made if this worker has none yet. */
export function wrapperAt(at: number): SharedObject {
  let wrapper = wrappers.byAddress.get(at);
  if (!wrapper) {
    const kind = current().words[at + Header.Kind] as number;
    const maker = makers.get(kind);
    if (!maker) throw new Error(`no object lies at ${at}`);
    wrapper = maker(at);
    wrappers.byAddress.set(at, wrapper);
  }
  return wrapper;
}

export function rememberWrapper(wrapper: SharedObject, at: number): void {
  setAddress(wrapper, at);
  wrappers.byAddress.set(at, wrapper);
}

/**
 * Gives a new wrapper its object: at module level in a worker other than main's, the one that main made there; otherwise a
 * new one, with `fill` writing the words of its kind before anybody else can see it. Answers true if it was made anew.
 */
export function createObject(
  wrapper: SharedObject,
  kind: ObjectKind,
  fill: (at: number, kernel: Kernel) => void,
): boolean {
  const kernel = current();
  const attached = kernel.atModuleLevel ? attachedAddress(kernel) : 0;
  const at = attached || allocateObject(kernel, kind);
  rememberWrapper(wrapper, at);
  if (attached) return false;
  fill(at, kernel);
  if (kernel.atModuleLevel) register(kernel, at);
  return true;
}

/** The event that announces a new object; kinds with more to say have an event of their own. */
export function emitCreate(at: number, kind: ObjectKind, capacity: number): void {
  current().emit(EventKind.Create, at, 0, kind, capacity);
}

function allocateObject(kernel: Kernel, kind: ObjectKind): number {
  if (!kernel.atModuleLevel) kernel.point(0, Access.Change, Place.Creation);
  const at = kernel.allocator.allocate(objectBytes);
  kernel.words.fill(0, at, at + objectBytes / 4);
  kernel.words[at + Header.Kind] = kind;
  kernel.words[at + Header.Id] = Atomics.add(kernel.words, Control.ObjectCount, 1) + 1;
  return at;
}

/** Nth time (from 0) that this site makes an object in this evaluation of the module. */
function nextTime(site: number): number {
  const times = wrappers.timesAtSite.get(site) ?? 0;
  wrappers.timesAtSite.set(site, times + 1);
  return times;
}

/** Address of what main made at this place; 0 in the main thread's own worker, which makes it. */
function attachedAddress(kernel: Kernel): number {
  if (kernel.threadId !== 0) return 0;
  const { words, site } = kernel;
  const time = nextTime(site);
  const count = words[Control.RegistryCount] as number;
  for (let i = 0; i < count; i++) {
    const entry = registryAt + i * registryWords;
    if (words[entry] === site && words[entry + 1] === time) return words[entry + 2] as number;
  }
  throw new Error(
    'this object was not made when main() loaded the module: the module level must make the same objects in every thread',
  );
}

function register(kernel: Kernel, at: number): void {
  const { words, site } = kernel;
  const count = words[Control.RegistryCount] as number;
  if (count === registryLimit) throw new Error(`more than ${registryLimit} shared objects at module level`);
  const entry = registryAt + count * registryWords;
  words[entry] = site;
  words[entry + 1] = nextTime(site);
  words[entry + 2] = at;
  words[Control.RegistryCount] = count + 1;
}
