/**
 * Waiting for any of several futures. One object without a face, at which such waiters stand: whoever finishes a future
 * tells it. A waiter looks at its futures while it has the hub to itself and joins the hub's waiters before it gives it up;
 * the finisher writes the state first and comes to the hub then. So one of the two always sees the other.
 */
import { EventKind, FutureState, Operation } from '../trace/vocabulary.js';
import type { Kernel } from './kernel.js';
import { Control, Header, objectBytes } from './memory.js';
import { FutureWords, WaitClass } from './waiting.js';

/** Called once a run, before any thread runs. */
export function createFutureHub(kernel: Kernel): void {
  const hub = kernel.allocator.allocate(objectBytes);
  kernel.words.fill(0, hub, hub + objectBytes / 4);
  kernel.words[Control.FutureHub] = hub;
}

/** A future is done. */
export function tellFutureHub(kernel: Kernel): void {
  const hub = kernel.words[Control.FutureHub] as number;
  kernel.enterNested(hub);
  if (kernel.words[hub + Header.FirstWaiter] !== 0) {
    kernel.grant(hub, Number.MAX_SAFE_INTEGER);
    kernel.changed(hub);
  }
  kernel.leave(hub);
}

/**
 * Waits until `isEnough` holds of the futures at these addresses; false when the time (ns, negative for no end) ran out.
 * The trace shows the wait at the first one that is not done.
 */
export function waitForFutures(
  kernel: Kernel,
  futures: readonly number[],
  isEnough: (isDone: (future: number) => boolean) => boolean,
  timeoutNs: number,
): boolean {
  const hub = kernel.words[Control.FutureHub] as number;
  const isDone = (future: number): boolean =>
    Atomics.load(kernel.words, future + FutureWords.State) >= FutureState.Finished;
  const deadline = timeoutNs < 0 ? -1 : kernel.now() + timeoutNs;
  kernel.enter(hub);
  let enough = isEnough(isDone);
  while (!enough) {
    const shown = futures.find((future) => !isDone(future)) ?? hub;
    const left = deadline < 0 ? -1 : Math.max(0, deadline - kernel.now());
    const inTime = kernel.waitFor(
      hub,
      WaitClass.Granted,
      Operation.Wait,
      left,
      () => {
        if (!kernel.isGranted) return false;
        kernel.emit(EventKind.Pass, shown);
        return true;
      },
      shown,
    );
    enough = isEnough(isDone);
    if (!inTime) break;
  }
  for (const future of futures) if (isDone(future)) kernel.emit(EventKind.Pass, future);
  kernel.leave(hub);
  return enough;
}
