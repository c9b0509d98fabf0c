/** asyncio.TaskGroup (CPython's Lib/asyncio/taskgroups.py): whoever leaves it has waited for all its tasks; one failure cancels the others. */
import { CancelledError, ExceptionGroup, ThreadError } from '../errors.js';
import { Awaited, type Coroutine } from './coroutines.js';
import { getRunningLoop } from './eventLoop.js';
import { Waitable } from './future.js';
import { Task } from './task.js';
import { firstPending } from './waits.js';

export class TaskGroup {
  readonly #tasks = new Set<Task>();
  readonly #errors: unknown[] = [];
  #parent: Task | undefined;
  #isExiting = false;
  #isAborting = false;
  #parentCancelRequested = false;
  #allDone: Waitable | undefined;

  createTask(coroutine: Coroutine, name?: string): Task {
    if (!this.#parent) throw new ThreadError('TaskGroup has not been entered');
    if (this.#isExiting && this.#tasks.size === 0) throw new ThreadError('TaskGroup is finished');
    if (this.#isAborting) throw new ThreadError('TaskGroup is shutting down');
    const task = new Task(coroutine, getRunningLoop(), name);
    this.#tasks.add(task);
    task.addDoneCallback(() => this.#ended(task));
    return task;
  }

  /** Python's `async with`: awaits what `body` answers, then all tasks of the group. */
  *run(body: (group: this) => unknown): Coroutine {
    if (this.#parent) throw new ThreadError('TaskGroup has already been entered');
    const parent = getRunningLoop().currentTask;
    if (!parent) throw new ThreadError('TaskGroup cannot determine the parent task');
    this.#parent = parent;
    let result: unknown;
    let problem: unknown;
    try {
      result = yield new Awaited(body(this));
    } catch (error) {
      problem = error;
    }
    yield* this.#leave(parent, problem);
    return result;
  }

  *#leave(parent: Task, problem: unknown): Generator<unknown, void, unknown> {
    this.#isExiting = true;
    let cancelled = problem instanceof CancelledError ? problem : undefined;
    if (cancelled && this.#parentCancelRequested && parent.uncancel() === 0) cancelled = undefined;
    if (problem !== undefined && !this.#isAborting) this.#abort();
    while (this.#tasks.size > 0) {
      this.#allDone = new Waitable(firstPending([...this.#tasks]));
      try {
        yield this.#allDone;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        if (!this.#isAborting) {
          cancelled = error;
          this.#abort();
        }
      }
    }
    if (cancelled && this.#errors.length === 0) throw cancelled;
    if (problem !== undefined && !(problem instanceof CancelledError)) this.#errors.push(problem);
    if (this.#errors.length > 0) throw new ExceptionGroup('unhandled errors in a TaskGroup', this.#errors);
  }

  #abort(): void {
    this.#isAborting = true;
    for (const task of this.#tasks) if (!task.done()) task.cancel();
  }

  #ended(task: Task): void {
    this.#tasks.delete(task);
    if (this.#tasks.size === 0 && this.#allDone && !this.#allDone.done()) this.#allDone.setResult(undefined);
    if (task.cancelled()) return;
    const error = task.exception();
    if (error === null) return;
    this.#errors.push(error);
    if (this.#isAborting) return;
    this.#abort();
    if (this.#isExiting || this.#parentCancelRequested) return;
    this.#parentCancelRequested = true;
    this.#parent?.cancel();
  }
}
