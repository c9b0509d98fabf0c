/** Processes: each with a memory of its own, a number, and a parent. */

/** What a process is made of; all of it may be left out. */
export interface ProcessOptions<Args extends readonly unknown[]> {
  /** What the process does: an exported function, which the process finds by its name. */
  readonly target?: (...args: Args) => void;
  /** Arguments for the target: plain data, which arrives as a copy, or objects of `threadlanes/multiprocessing`. */
  readonly args?: Readonly<Args>;
  /** By default `Process-1`, `Process-2`, ...; children of `Process-1` are `Process-1:1`, and so on. A subclass puts its own name in front. */
  readonly name?: string;
  /** Daemons are terminated when their parent ends; it waits for all others. By default as the process that makes it. */
  readonly daemon?: boolean;
}

/** A process. Give it an exported function, or extend the class, export it and override `run()`. */
export declare class Process<Args extends readonly unknown[] = readonly never[]> {
  constructor(options?: ProcessOptions<Args>);
  /** For people only. */
  name: string;
  /**
   * Whether the process is terminated when its parent ends. A daemon may have no children.
   * @throws ThreadError on setting it once the process was started
   */
  get daemon(): boolean;
  set daemon(value: boolean);
  /** Its number; null before it was started. */
  readonly pid: number | null;
  /** The same as `pid`. */
  readonly ident: number | null;
  /**
   * null until it has ended; then 0, or 1 when an error left its function, or less than 0 when it was ended from outside:
   * -15 by terminate(), -9 by kill().
   */
  readonly exitcode: number | null;
  /**
   * Lets the process run.
   * @throws ThreadError when it was started before, was made by another process, or the calling process is a daemon
   * @throws TypeError when target or class are not exported, or an argument or field cannot go to another process
   */
  start(): void;
  /** What the process does: calls the target, if there is one. Override it in a subclass. */
  run(): void;
  /**
   * Waits until the process has ended, or for so many seconds; then `exitcode` tells which. May be called many times.
   * @throws ThreadError when it was not started, or is not a child of the calling process
   */
  join(timeout?: number): void;
  /**
   * Started, and not ended.
   * @throws ThreadError when it is neither a child of the calling process nor that process
   */
  isAlive(): boolean;
  /** Ends the process at once. Its `finally` blocks do not run, its children live on, and locks that it owns stay taken. */
  terminate(): void;
  /** As terminate, with exit code -9. */
  kill(): void;
  /**
   * Gives up what the object holds. Any use of it then is a RangeError.
   * @throws RangeError when the process still runs
   */
  close(): void;
}

/** The process that calls it. */
export declare function currentProcess(): Process;
/** The process that started the calling one; null in main's. */
export declare function parentProcess(): Process | null;
/** The children of the calling process that are alive. */
export declare function activeChildren(): Process[];
/** How many processors the machine has on which the program runs. */
export declare function cpuCount(): number;
/** The number of the calling process. Python: os.getpid. */
export declare function getpid(): number;
/** The number of the process that started the calling one. Python: os.getppid. */
export declare function getppid(): number;
