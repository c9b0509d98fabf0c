/** threading.Timer: a thread that calls a function once, after so many seconds. */
import { Event } from './event.js';
import {
  exportedFunction,
  type FunctionReference,
  registerInternal,
  resolveReference,
} from './programFunctions.js';
import { Thread } from './thread.js';
import type { Target } from './threadMessage.js';

export class Timer extends Thread {
  readonly interval: number;
  readonly task: FunctionReference;
  readonly args: readonly unknown[];
  readonly finished: Event;

  constructor(interval: number, target: Target, args: readonly unknown[] = []) {
    super();
    this.interval = interval;
    this.task = exportedFunction(target, 'the target');
    this.args = args;
    this.finished = new Event();
  }

  /** The call is left out, if it has not begun. */
  cancel(): void {
    this.finished.set();
  }

  override run(): void {
    this.finished.wait(this.interval);
    if (!this.finished.isSet())
      (resolveReference(this.task) as (...args: readonly unknown[]) => void)(...this.args);
    this.finished.set();
  }
}
registerInternal('Timer', Timer);
