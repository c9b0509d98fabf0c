/**
 * What all shared objects have in common: words at an address of the shared memory, and in every worker one wrapper for
 * them, so that identity holds there. A wrapper made at module level by the main thread is attached to by the same line of
 * the module in every other worker.
 */
import { Access, Place } from '../explore/strategy.js';
import { EventKind, type ObjectKind } from '../trace/vocabulary.js';
import { current, type Kernel } from './kernel.js';
import { anyProcess, Control, Header, managed, objectBytes } from './memory.js';
import { findModuleObject, keepModuleObject } from './space.js';

/** Key of a wrapper's address; not enumerable, so a program's own fields stay its own. */
export const address = Symbol('address');

export class SharedObject {
  declare readonly [address]: number;
}

export function setAddress(object: SharedObject, at: number): void {
  Object.defineProperty(object, address, { value: at });
}

/**
 * The wrappers that a worker has for one process, by address; and how often each site has made an object while the module
 * was evaluated for it.
 */
export class Wrappers {
  readonly byAddress = new Map<number, SharedObject>();
  readonly timesAtSite = new Map<number, number>();
}
let wrappers = new Wrappers();

/** From now on this worker runs a thread of the process that these belong to. */
export function useWrappers(own: Wrappers): void {
  wrappers = own;
}

type Maker = (at: number) => SharedObject;
const makers = new Map<number, Maker>();
/** For objects of threadlanes/multiprocessing, whose kinds are those of their namesakes. */
const processMakers = new Map<number, Maker>();

/** Says how a wrapper of a kind is made for an object that another worker made. */
export function registerKind(kind: ObjectKind, maker: Maker): void {
  makers.set(kind, maker);
}
/** As registerKind, for objects that are the same in every process. */
export function registerProcessKind(kind: ObjectKind, maker: Maker): void {
  processMakers.set(kind, maker);
}

/** As registerKind, for classes whose wrappers are an address and nothing else. A function, as the class may not be there yet. */
export function defineKind(kind: ObjectKind, prototypeOf: (at: number) => object): void {
  registerKind(kind, (at) => plainWrapper(at, prototypeOf(at)));
}
export function defineProcessKind(kind: ObjectKind, prototypeOf: (at: number) => object): void {
  registerProcessKind(kind, (at) => plainWrapper(at, prototypeOf(at)));
}

/** Objects of a kind of which `prototypeOf` answers a prototype have that one instead of the kind's own. */
export function refineKind(kind: ObjectKind, prototypeOf: (at: number) => object | undefined): void {
  const base = makers.get(kind);
  registerKind(kind, (at) => {
    const prototype = prototypeOf(at);
    return prototype || !base ? plainWrapper(at, prototype ?? SharedObject.prototype) : base(at);
  });
}

function plainWrapper(at: number, prototype: object): SharedObject {
  const wrapper = Object.create(prototype) as SharedObject;
  setAddress(wrapper, at);
  return wrapper;
}

/** The wrapper of the object at an address, made if this worker has none yet. */
export function wrapperAt(at: number): SharedObject {
  let wrapper = wrappers.byAddress.get(at);
  if (!wrapper) {
    const { words } = current();
    const isProcesses = words[at + Header.Space] === anyProcess;
    const maker = (isProcesses ? processMakers : makers).get(words[at + Header.Kind] as number);
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

/** On the prototypes of classes whose objects are the same in every process. */
const isEverywhere = Symbol('isEverywhere');

/** What these classes, of threadlanes/multiprocessing, make is the same in every process. */
export function liveEverywhere(...types: readonly { readonly prototype: object }[]): void {
  for (const { prototype } of types) Object.defineProperty(prototype, isEverywhere, { value: true });
}

let spaceOfManaged: number | undefined;

/** The objects of threadlanes that `make` makes are the same in every process: a manager's. */
export function makeManaged<T>(make: () => T): T {
  spaceOfManaged = managed;
  try {
    return make();
  } finally {
    spaceOfManaged = undefined;
  }
}

/**
 * Gives a new wrapper its object: at module level in a thread that is not its process's first, the one that the first made
 * there; otherwise a new one, with `fill` writing the words of its kind before anybody else can see it. It belongs to the
 * calling thread's process, if its class is not one of those that live everywhere. Answers true if it was made anew.
 */
export function createObject(
  wrapper: SharedObject,
  kind: ObjectKind,
  fill: (at: number, kernel: Kernel) => void,
): boolean {
  const kernel = current();
  const isAttached = kernel.moduleLevel === 'attaches';
  const at = isAttached
    ? attachedAddress(kernel)
    : allocateObject(kernel, kind, isEverywhere in wrapper ? anyProcess : (spaceOfManaged ?? kernel.space));
  rememberWrapper(wrapper, at);
  if (isAttached) return false;
  fill(at, kernel);
  if (kernel.moduleLevel === 'makes') keepModuleObject(kernel, nextTime(kernel.site), at);
  return true;
}

/** The event that announces a new object; kinds with more to say have an event of their own. */
export function emitCreate(at: number, kind: ObjectKind, capacity: number): void {
  current().emit(EventKind.Create, at, 0, kind, capacity);
}

function allocateObject(kernel: Kernel, kind: ObjectKind, space: number): number {
  if (kernel.moduleLevel === 'outside') kernel.point(0, Access.Change, Place.Creation);
  return allocateHeader(kernel, kind, space, nextObjectId(kernel));
}

export function nextObjectId(kernel: Kernel): number {
  return Atomics.add(kernel.words, Control.ObjectCount, 1) + 1;
}

/** For an array that nobody has seen yet: one step for its id and its elements', so that no other's comes in between. */
export function takeElementIds({ words }: Kernel, at: number, elements: number): void {
  words[at + Header.Id] = Atomics.add(words, Control.ObjectCount, 1 + elements) + 1;
}

/** Words of an object that has no wrapper yet. */
export function allocateHeader(kernel: Kernel, kind: ObjectKind, space: number, id: number): number {
  const at = kernel.allocator.allocate(objectBytes);
  kernel.words.fill(0, at, at + objectBytes / 4);
  kernel.words[at + Header.Kind] = kind;
  kernel.words[at + Header.Id] = id;
  kernel.words[at + Header.Space] = space;
  return at;
}

/** Nth time (from 0) that this site makes an object in this evaluation of the module. */
function nextTime(site: number): number {
  const times = wrappers.timesAtSite.get(site) ?? 0;
  wrappers.timesAtSite.set(site, times + 1);
  return times;
}

/** Address of what the process's first thread made at this place. */
function attachedAddress(kernel: Kernel): number {
  const found = findModuleObject(kernel, nextTime(kernel.site));
  if (found !== 0) return found;
  throw new Error(
    'this object was not made when main() loaded the module: the module level must make the same objects in every thread',
  );
}
