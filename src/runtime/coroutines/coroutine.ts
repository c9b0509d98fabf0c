/**
 * Generators that are driven by hand, as in Python: send, throw, close. A JavaScript generator does the work; around it each
 * hand-over is told, so that the picture shows who of the two runs. Names and rules are those of Python's generators.
 */
import { EventKind, HandOver, LoopKind, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import { GeneratorExit, RunEnded, StopIteration, ThreadError, ThreadKilled } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { shortForm } from '../shortForm.js';
import { endLane, type Lane, newLane, newLoop } from './lane.js';

type Body = Generator<unknown, unknown, unknown>;
type Step = () => IteratorResult<unknown, unknown>;

/** The generators of a thread take turns at one loop. By run and the id of the thread. */
const loops = new WeakMap<Kernel['run'], Map<number, number>>();

function loopOf(kernel: Kernel): number {
  let own = loops.get(kernel.run);
  if (!own) {
    own = new Map();
    loops.set(kernel.run, own);
  }
  let loop = own.get(kernel.threadId);
  if (loop === undefined) {
    loop = newLoop(kernel, LoopKind.Generators, 'generators');
    own.set(kernel.threadId, loop);
    kernel.emitOf(EventKind.Acquire, loop);
  }
  return loop;
}

export class Coroutine {
  readonly #body: Body;
  readonly #lane: Lane;
  readonly #loop: number;
  readonly #thread: number;
  #stage: 'new' | 'suspended' | 'running' | 'ended' = 'new';

  constructor(body: Body, name: string) {
    const kernel = current();
    kernel.point(0);
    this.#body = body;
    this.#loop = loopOf(kernel);
    this.#thread = kernel.threadId;
    this.#lane = newLane(kernel, ThreadKind.Generator, name);
  }

  /** Lets the generator go on: its `yield` answers `value`. Answers what it yields next; throws StopIteration when it is done. */
  send(value?: unknown): unknown {
    if (this.#stage === 'new' && value !== undefined && value !== null)
      throw new TypeError("can't send non-None value to a just-started generator");
    const { done, value: given } = this.#resume(HandOver.Send, formOf(value), () => this.#body.next(value));
    if (done) throw new StopIteration(given);
    return given;
  }

  /** The generator goes on with an exception at its `yield`. Answers as send does. */
  throw(error: unknown): unknown {
    const { done, value } = this.#resume(HandOver.Throw, formOf(error), () => this.#body.throw(error));
    if (done) throw new StopIteration(value);
    return value;
  }

  /** Ends the generator: its `yield` throws GeneratorExit, so that its `finally` blocks run. Answers what it returns. */
  close(): unknown {
    if (this.#stage === 'ended') return undefined;
    try {
      const exit = new GeneratorExit('the generator was closed');
      const { done, value } = this.#resume(HandOver.Close, '', () => this.#body.throw(exit));
      if (done) return value;
    } catch (error) {
      if (error instanceof GeneratorExit) return undefined;
      throw error;
    }
    throw new ThreadError('generator ignored GeneratorExit');
  }

  /** JavaScript's protocol, for `for ... of`. */
  next(value?: unknown): IteratorResult<unknown, unknown> {
    return this.#resume(HandOver.Send, formOf(value), () => this.#body.next(value));
  }
  return(): IteratorResult<unknown, unknown> {
    return { done: true, value: this.close() };
  }
  [Symbol.iterator](): this {
    return this;
  }

  #resume(kind: HandOver, value: string, step: Step): IteratorResult<unknown, unknown> {
    const kernel = current();
    kernel.point(0);
    if (kernel.threadId !== this.#thread)
      throw new ThreadError('a generator runs in the thread that made it');
    if (this.#stage === 'running') throw new RangeError('generator already executing');
    if (this.#stage === 'ended') return step();
    const caller = kernel.lane;
    const site = kernel.site;
    this.#enter(kernel, kind, value);
    let result: IteratorResult<unknown, unknown> | undefined;
    let error: unknown;
    try {
      result = step();
    } catch (thrown) {
      if (thrown instanceof RunEnded || thrown instanceof ThreadKilled) throw thrown;
      error = thrown;
    }
    this.#leave(kernel, caller, result, error);
    kernel.lane = caller;
    kernel.goTo(site);
    kernel.emitOf(EventKind.Acquire, this.#loop);
    if (!result) throw error;
    return result;
  }

  #enter(kernel: Kernel, kind: HandOver, value: string): void {
    const isNew = this.#stage === 'new';
    const { id, object } = this.#lane;
    this.#stage = 'running';
    if (isNew) kernel.emitOf(EventKind.ThreadStart, object, 0, id);
    kernel.emitTextOf(EventKind.HandOver, this.#loop, kind, id, 0, value);
    kernel.lane = id;
    if (isNew) kernel.emitOf(EventKind.ThreadBegin, object);
    kernel.emitOf(EventKind.Acquire, this.#loop);
  }

  /** The consumer goes on; a generator that is done has ended then. */
  #leave(
    kernel: Kernel,
    caller: number,
    result: IteratorResult<unknown, unknown> | undefined,
    error: unknown,
  ): void {
    const isOver = !result || result.done === true;
    this.#stage = isOver ? 'ended' : 'suspended';
    const kind = isOver ? HandOver.Return : HandOver.Yield;
    const value = result ? formOf(result.value) : formOf(error);
    kernel.emitTextOf(EventKind.HandOver, this.#loop, kind, caller, 0, value);
    if (isOver) endLane(kernel, this.#lane, result ? ThreadEnding.Returned : ThreadEnding.Raised);
  }
}

function formOf(value: unknown): string {
  return value === undefined ? '' : shortForm(value);
}

/** Makes a generator function one whose generators are coroutines, each with a lane of its own. */
export function coroutine(body: (...args: never[]) => Body): (...args: never[]) => Coroutine {
  const name = body.name || 'generator';
  return (...args) => new Coroutine(body(...args), name);
}
