/** Who calls whom, both ways, kept up to date one function at a time. */
import type { FunctionId } from '../resolve/place.js';
import type { Calls } from './callGraph.js';
import { haveSame } from './sets.js';

export class CallIndex {
  readonly #calls = new Map<FunctionId, Calls>();
  readonly #callers = new Map<FunctionId, Set<FunctionId>>();
  readonly #timesCalled = new Map<FunctionId, number>();
  /** Those that do something themselves; those that await or yield; those that call something they are given. */
  readonly direct = new Set<FunctionId>();
  readonly suspending = new Set<FunctionId>();
  readonly deferring = new Map<FunctionId, Calls>();
  /** Counts changes of the graph; an edit inside a function mostly changes nothing here. */
  version = 0;

  get(id: FunctionId): Calls | undefined {
    return this.#calls.get(id);
  }
  get all(): ReadonlyMap<FunctionId, Calls> {
    return this.#calls;
  }
  callersOf(id: FunctionId): Iterable<FunctionId> {
    return this.#callers.get(id) ?? [];
  }

  /** Whether some other function calls it; one that only itself and its closures call is called from outside, or never. */
  isCalled(id: FunctionId): boolean {
    return (this.#timesCalled.get(id) ?? 0) > 0;
  }

  set(id: FunctionId, calls: Calls | undefined): void {
    const before = this.#calls.get(id);
    if (calls?.deferred.size) this.deferring.set(id, calls);
    else this.deferring.delete(id);
    if (before && calls && isSame(before, calls)) {
      this.#calls.set(id, calls);
      return;
    }
    keep(this.direct, id, calls?.direct);
    keep(this.suspending, id, calls?.suspends);
    this.version++;
    if (before) this.#count(id, before, -1);
    if (calls) {
      this.#calls.set(id, calls);
      this.#count(id, calls, 1);
    } else this.#calls.delete(id);
  }

  #count(id: FunctionId, calls: Calls, by: 1 | -1): void {
    for (const callee of calls.callees) {
      let callers = this.#callers.get(callee);
      if (!callers) {
        callers = new Set();
        this.#callers.set(callee, callers);
      }
      if (by === 1) callers.add(id);
      else callers.delete(id);
    }
    for (const called of calls.called) {
      if (!isWithin(id, called)) this.#timesCalled.set(called, (this.#timesCalled.get(called) ?? 0) + by);
    }
  }
}

/** Whether the one function is the other, or is made inside it. */
export function isWithin(inner: FunctionId, outer: FunctionId): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

function keep(ids: Set<FunctionId>, id: FunctionId, isIn: boolean | undefined): void {
  if (isIn) ids.add(id);
  else ids.delete(id);
}

function isSame(a: Calls, b: Calls): boolean {
  return (
    a.direct === b.direct &&
    a.suspends === b.suspends &&
    haveSame(a.callees, b.callees) &&
    haveSame(a.called, b.called) &&
    haveSame(a.deferred, b.deferred)
  );
}
