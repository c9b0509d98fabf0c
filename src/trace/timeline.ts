/**
 * The timeline: a trace that a person looks at. Beside log and latest state it keeps when each thread and each object
 * changed, as tracks of a few bytes a change, and can go back to any moment. Never keeps an object for an event.
 */
import type { EventLog } from './eventLog.js';
import type { TraceHeader } from './header.js';
import { inCriticalSection, spanCode } from './spanCode.js';
import type { ObjectState, ProgramState, StateObserver, ThreadState } from './state.js';
import { StateHistory } from './stateHistory.js';
import { Trace } from './trace.js';
import { Track } from './track.js';
import { EventKind, ObjectKind } from './vocabulary.js';

export interface ThreadLane {
  readonly thread: ThreadState;
  /** Codes as in spanCode.ts. */
  readonly spans: Track;
}
/** What of an object changed when. A track is missing until it has something to say. */
export interface ObjectLane {
  readonly object: ObjectState;
  /** Depth of an owner, 0 when free; of a semaphore its free permits. */
  holds?: Track;
  /** How many threads hold it: what `holds` does not say of a semaphore. */
  mostHolders: number;
  /** How many wait. */
  waits?: Track;
  /** How many items there are. */
  items?: Track;
  /** Writes. */
  values?: Track;
  /** State codes, as the State event's info. */
  states?: Track;
}
type TrackName = 'holds' | 'waits' | 'items' | 'values' | 'states';

/** Owning one of these is being in a critical section. */
const exclusive: ReadonlySet<ObjectKind> = new Set([ObjectKind.Lock, ObjectKind.RLock]);

export class Timeline extends Trace {
  readonly threads = new Map<number, ThreadLane>();
  readonly objects = new Map<number, ObjectLane>();
  /** Print events. */
  readonly output = new Track();
  /** Grows when a lane comes into being, or one of its tracks. */
  shape = 0;
  /** The same lanes by id, for a look-up at each change; an element's is that of its array. */
  readonly #threadLanes: (ThreadLane | undefined)[] = [];
  readonly #objectLanes: (ObjectLane | undefined)[] = [];
  readonly #history = new StateHistory();
  /** How many locks each thread holds, and who held each lock last. */
  readonly #held: number[] = [];
  readonly #owner: number[] = [];

  constructor(header: TraceHeader, decoder: ConstructorParameters<typeof EventLog>[0]) {
    super(header, decoder);
    this.state.observer = this.#observer();
  }

  protected override applied(i: number): void {
    if (this.log.kind(i) === EventKind.Print) this.output.push(i, 0);
    this.#history.passed(i + 1, this.state);
  }

  /** The state after the first `count` events; the caller's own. */
  stateAfter(count: number): ProgramState {
    const wanted = Math.max(0, Math.min(count, this.log.length));
    return this.#history.stateAfter(wanted, this.log, this.header.sites);
  }

  /** How many events happened at or before a time. */
  countUntil(timeNs: number): number {
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.log.time(middle) <= timeNs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Bytes of the events and of the tracks; texts and copies of states left out. */
  get byteLength(): number {
    let bytes = this.log.byteLength + this.output.byteLength;
    for (const { spans } of this.threads.values()) bytes += spans.byteLength;
    for (const lane of this.objects.values()) {
      for (const track of [lane.holds, lane.waits, lane.items, lane.values, lane.states])
        bytes += track?.byteLength ?? 0;
    }
    return bytes;
  }

  #objectLane(object: ObjectState): ObjectLane {
    return this.#objectLanes[object.id] ?? this.#newObjectLane(object);
  }
  /** The elements of an array share its lane. */
  #newObjectLane(element: ObjectState): ObjectLane {
    const array = element.kind === ObjectKind.Shared ? this.state.objects[element.link] : undefined;
    const object = array ?? element;
    let lane = this.objects.get(object.id);
    if (!lane) {
      lane = { object, mostHolders: 0 };
      this.objects.set(object.id, lane);
      this.shape++;
    }
    this.#objectLanes[element.id] = lane;
    return lane;
  }

  #push(object: ObjectState, name: TrackName, i: number, code: number): void {
    const lane = this.#objectLane(object);
    let track = lane[name];
    if (!track) {
      track = new Track();
      lane[name] = track;
      this.shape++;
    }
    const { most } = track;
    track.push(i, code);
    if (track.most !== most) this.shape++;
  }

  #spanChanged(thread: ThreadState, i: number): void {
    const { spans } = this.#threadLanes[thread.id] ?? this.#newThreadLane(thread);
    const critical = (this.#held[thread.id] ?? 0) > 0 ? inCriticalSection : 0;
    spans.push(i, spanCode(thread) | critical);
  }
  #newThreadLane(thread: ThreadState): ThreadLane {
    const lane = { thread, spans: new Track() };
    this.threads.set(thread.id, lane);
    this.#threadLanes[thread.id] = lane;
    this.shape++;
    return lane;
  }

  #holdersChanged(object: ObjectState, i: number): void {
    if (object.kind === ObjectKind.Thread) return;
    const [first] = object.holders;
    this.#push(
      object,
      'holds',
      i,
      object.kind === ObjectKind.Semaphore ? object.permits : (first?.depth ?? 0),
    );
    const lane = this.#objectLane(object);
    lane.mostHolders = Math.max(lane.mostHolders, object.holders.length);
    if (exclusive.has(object.kind)) this.#ownerChanged(object.id, first?.thread ?? 0, i);
  }

  #ownerChanged(object: number, now: number, i: number): void {
    const before = this.#owner[object] ?? 0;
    if (before === now) return;
    this.#owner[object] = now;
    this.#addHeld(before, -1, i);
    this.#addHeld(now, 1, i);
  }

  #addHeld(id: number, by: number, i: number): void {
    const thread = this.state.threads[id];
    if (!thread) return;
    const held = Math.max(0, (this.#held[id] ?? 0) + by);
    this.#held[id] = held;
    if (held === 0 || (held === 1 && by > 0)) this.#spanChanged(thread, i);
  }

  #observer(): StateObserver {
    return {
      threadChanged: (thread, i) => this.#spanChanged(thread, i),
      objectMade: (object) => {
        this.#objectLane(object);
      },
      holdersChanged: (object, i) => this.#holdersChanged(object, i),
      waitersChanged: (object, i) => this.#push(object, 'waits', i, object.waiters.length),
      itemsChanged: (object, i) => this.#push(object, 'items', i, object.items.length),
      valueChanged: (object, i) => this.#push(object, 'values', i, 0),
      stateChanged: (object, i) => {
        if (object.kind === ObjectKind.Semaphore) this.#push(object, 'holds', i, object.permits);
        else if (object.state !== (this.#objectLanes[object.id]?.states?.last ?? 0))
          this.#push(object, 'states', i, object.state);
      },
    };
  }
}
