/** Pipes: two ends, and what is sent into one is received at the other. */

/** One end of a pipe. Each process that was given it has it open for itself, and closes it for itself. */
export declare class Connection {
  /** Made by Pipe() only. */
  private constructor();
  /** Whether the calling process has closed it. */
  readonly closed: boolean;
  /** Whether one can receive here. */
  readonly readable: boolean;
  /** Whether one can send here. */
  readonly writable: boolean;
  /**
   * Sends a value, which arrives as a copy. It never waits; in Python it does when much was sent and nobody receives.
   * @throws BrokenPipeError when nobody has the other end open
   * @throws OSError when the calling process closed this end, or one can only receive here
   */
  send(value: unknown): void;
  /**
   * Receives what was sent first, waiting for it if need be.
   * @throws EOFError when nothing is left and nobody has the other end open
   * @throws OSError when the calling process closed this end, or one can only send here
   */
  recv(): unknown;
  /**
   * Whether there is something to receive; that the other end was closed counts as something.
   * @param timeout seconds to wait for it; 0, the default: do not wait; null: as long as it takes
   * @throws OSError when the calling process closed this end, or one can only send here
   */
  poll(timeout?: number | null): boolean;
  /** Closes this end for the calling process. Again, it does nothing. */
  close(): void;
}

/**
 * Makes a pipe: `const [parent, child] = Pipe()`.
 * @param duplex true, the default: both ends send and receive; false: the first only receives, the second only sends
 */
export declare function Pipe(duplex?: boolean): [Connection, Connection];
