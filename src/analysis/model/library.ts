/**
 * What is known of libraries, as data: a table per language says which names are locks, what waits for what, what runs
 * a function elsewhere. Rules and summaries know operations only, never a library's name.
 */

/** An argument of a call: by position (the receiver is not counted) and, where it may be, by name. */
export interface ArgumentPlace {
  /** From 0; a negative one counts from the end. */
  readonly index?: number;
  readonly name?: string;
}

/** An argument that changes everything: when it has that value, or (if none is said) any but false, null and 0. */
export interface Exemption extends ArgumentPlace {
  readonly value?: string;
}

/** Who is kept waiting by a lock or a wait: a thread, a process, a task of an event loop, a greenlet. */
export type Domain = 'thread' | 'process' | 'task' | 'greenlet';

export interface LockTraits {
  readonly domain: Domain;
  readonly reentrant: boolean;
  /** The number of permits, where it can be given; a lock of more than one never deadlocks with itself for sure. */
  readonly permits?: ArgumentPlace;
  /** Permits when the argument is left out; 1 unless said. */
  readonly defaultPermits?: number;
  /** Its holders are tasks of a pool: a task that waits for another one of the same pool waits for its own place. */
  readonly limiter?: boolean;
  /** The lock that this object is made around, if that argument is given: `Condition(lock)` is that lock. */
  readonly wraps?: ArgumentPlace;
  /** Made with one of these it keeps nobody waiting for ever: it is re-entrant, or its waits end. */
  readonly unless?: readonly Exemption[];
}

/** What a wait is for; a wake of the same kind on the same object ends it. */
export type WaitKind =
  | 'event'
  | 'condition'
  | 'barrier'
  | 'item'
  | 'room'
  | 'tasks-done'
  | 'thread'
  | 'process'
  | 'future'
  | 'pool'
  | 'message';

/** How long an operation may block. Blocks for ever unless one of these arguments says otherwise. */
export interface Patience {
  /** A time-out; a value other than null bounds the wait. */
  readonly timeout?: ArgumentPlace;
  /** `blocking=False`, `block=False`, `wait=False`: does not wait at all. */
  readonly blocking?: ArgumentPlace;
  /** Never waits (`get_nowait`, `tryAcquire`). */
  readonly never?: boolean;
}

/** Which lock an operation is about, where it is not simply the receiver. */
export interface Keyed {
  /** The lock is the element of the receiver that this argument names. */
  readonly key?: ArgumentPlace;
  /** For a function: the type of the lock; the function's library has one for each key. */
  readonly lock?: string;
  /** With one of these arguments it keeps nobody out, or waits for nobody. */
  readonly unless?: readonly Exemption[];
}

export type Operation =
  /**
   * Takes the receiver, a lock. `result` says what the call gives: the truth of a try, a function that releases, or a
   * pair whose second is such a function.
   */
  | (Patience &
      Keyed & { readonly op: 'acquire'; readonly result?: 'boolean' | 'releaser' | 'value-and-releaser' })
  | (Keyed & { readonly op: 'release' })
  /** Waits for a wake of that kind on the receiver (or, for a function, on the object that `on` names). */
  | (Patience & {
      readonly op: 'wait';
      readonly kind: WaitKind;
      readonly on?: ArgumentPlace;
      /** A condition's wait gives its lock back meanwhile. */
      readonly releases?: boolean;
      /** Checks its own predicate in a loop (`wait_for`). */
      readonly loops?: boolean;
      /** The type of what the call gives. */
      readonly gives?: string;
      /** Only with one of these words there does it wait for what it says. */
      readonly only?: { readonly place: ArgumentPlace; readonly words: readonly string[] };
      /** Takes effect only when awaited; for functions, which have no type to say so. */
      readonly awaited?: boolean;
    })
  | {
      readonly op: 'wake';
      readonly kind: WaitKind;
      readonly on?: ArgumentPlace;
      readonly needsLock?: boolean;
    }
  /** Runs a function elsewhere, now or later. `gives` is the type of the handle (a future, a task). */
  | (Keyed & {
      readonly op: 'spawn';
      readonly target: ArgumentPlace;
      /** Arguments that follow the target (`submit(f, 1, 2)`), or a tuple of them (`args=(1, 2)`). */
      readonly passes?: 'rest' | ArgumentPlace;
      readonly domain: Domain;
      readonly gives?: string;
      /** How it comes to run: as a thread of its own, in the receiver's pool, when an object dies, on a signal. */
      readonly as: 'thread' | 'pool' | 'finalizer' | 'signal' | 'loop';
      /** Runs it once for each element (`map`), so more than one at a time. */
      readonly many?: boolean;
      /** The call itself waits for the end of what it started (`pool.map`, `asyncio.run`). */
      readonly waits?: boolean;
      /** Run by whoever wakes the receiver in that way, in that thread; at once if it is awake already. */
      readonly by?: WaitKind;
      /** The receiver is a lock: the target holds it from its start until it calls this one of its parameters. */
      readonly releaser?: number;
    })
  /** `t.start()`: runs what the receiver was made with, or its `run` method. */
  | { readonly op: 'start'; readonly domain: Domain; readonly method: string }
  /** Calls a function before it returns; holding the receiver if `holding` (`runExclusive(f)`). */
  | (Patience &
      Keyed & {
        readonly op: 'call';
        readonly callback: ArgumentPlace;
        readonly holding?: boolean;
        readonly passes?: 'rest';
      })
  /** Blocks its thread for a while, on nothing that another thread of the program does. */
  | (Patience & { readonly op: 'pause' })
  /** Only gives an object of that type; `of` is the argument that it is made around. */
  | {
      readonly op: 'give';
      readonly type: string;
      readonly of?: ArgumentPlace;
      /** It tells on which thread this code runs, or in which event loop; the latter throws where none runs. */
      readonly identifies?: 'thread' | 'loop';
    }
  /** Calls the type or function it is given whenever an object of it is needed (`defaultdict(Lock)`). */
  | { readonly op: 'factory'; readonly of: ArgumentPlace; readonly makes: 'element' | 'attribute' }
  /** Gives back the function it is given, changed in a way that the analysis knows. */
  | {
      readonly op: 'wrap';
      readonly as: 'property' | 'static' | 'class' | 'context-manager' | 'same';
      readonly of: ArgumentPlace;
    };

/** Which streams of a child process are pipes: those given this value, or (if one option speaks for all) also by default. */
export interface Pipes {
  /** The value that makes a pipe: a word, or the full name of a constant. */
  readonly value: string;
  readonly each?: { readonly stdout: ArgumentPlace; readonly stderr: ArgumentPlace };
  /** One word for all streams, or a list: in, out, error. */
  readonly all?: ArgumentPlace;
}

export interface LibraryType {
  readonly pipes?: Pipes;
  readonly lock?: LockTraits;
  /** Methods by name; those not named do nothing that matters. `()` is the object itself, called, `await` itself, awaited. */
  readonly methods: Readonly<Record<string, Operation>>;
  /** Methods that tell whether its waits would have to wait: who calls one has thought of it. */
  readonly asks?: readonly string[];
  /** What entering and leaving it as a context does: operations of its own methods by name. */
  readonly enter?: string;
  readonly leave?: string;
  /** Whether its operations take effect only when awaited. */
  readonly awaited?: boolean;
  /** What it runs when started, for thread-like types. */
  readonly target?: ArgumentPlace;
  readonly passes?: ArgumentPlace;
  /** How many items or workers it has room for; none or 0 means no bound. */
  readonly capacity?: ArgumentPlace;
  readonly defaultCapacity?: number;
  /** What a process puts into it is fed into a pipe by a thread of that process, which does not end before. */
  readonly feeds?: boolean;
  /** Without that argument there is no bound at all; otherwise there is some, and nobody knows which. */
  readonly unbounded?: boolean;
  /** The type of what it consists of: a pipe is two connections. */
  readonly elements?: string;
  /** A type whose methods it has besides its own. */
  readonly base?: string;
}

export interface Library {
  readonly types: Readonly<Record<string, LibraryType>>;
  /** Functions by full name (`time.sleep`); a name without a module is one that every file sees. */
  readonly functions: Readonly<Record<string, Operation>>;
  /** Names that mean another name of the tables (`multiprocessing.synchronize.Lock`). */
  readonly aliases: Readonly<Record<string, string>>;
  /** Whether calling an async function starts it at once (JavaScript), or only when it is awaited or scheduled. */
  readonly asyncStarts: boolean;
}
