/** Gil: made at module level it puts every thread of its process under one lock, as CPython's interpreter does. */
import { ObjectKind } from '../trace/vocabulary.js';
import { ThreadError } from './errors.js';
import { beginUnderGil } from './gilTurn.js';
import { current } from './kernel.js';
import { address, createObject, defineKind, emitCreate, SharedObject } from './sharedObject.js';
import { SpaceWords } from './space.js';
import { secondsToNs } from './time.js';
import { GilWords } from './waiting.js';

/** CPython's switch interval, in seconds. */
const defaultInterval = 0.005;

export class Gil extends SharedObject {
  constructor(switchInterval = defaultInterval) {
    super();
    const intervalNs = intervalOf(switchInterval);
    const kernel = current();
    if (kernel.moduleLevel === 'outside')
      throw new ThreadError('a Gil is made at module level: it is there before any thread starts');
    const isSecond = kernel.moduleLevel === 'makes' && kernel.words[kernel.space + SpaceWords.Gil] !== 0;
    if (isSecond) throw new ThreadError('a process has one Gil at most');
    const made = createObject(this, ObjectKind.Gil, (at) =>
      kernel.memory.setDouble(at + GilWords.Interval, intervalNs),
    );
    if (!made) return;
    emitCreate(this[address], ObjectKind.Gil, 0);
    kernel.words[kernel.space + SpaceWords.Gil] = this[address];
    kernel.gil = this[address];
    beginUnderGil(kernel);
  }

  /** Seconds that a thread may go on while another one waits for the Gil. */
  get switchInterval(): number {
    return current().memory.double(this[address] + GilWords.Interval) / 1e9;
  }
  set switchInterval(seconds: number) {
    const kernel = current();
    const intervalNs = intervalOf(seconds);
    kernel.enter(this[address]);
    kernel.memory.setDouble(this[address] + GilWords.Interval, intervalNs);
    kernel.leave(this[address]);
  }
}
defineKind(ObjectKind.Gil, () => Gil.prototype);

function intervalOf(seconds: number): number {
  if (typeof seconds !== 'number' || Number.isNaN(seconds))
    throw new TypeError('a switch interval is a number of seconds');
  if (!(seconds > 0)) throw new RangeError('switch interval must be strictly positive');
  return secondsToNs(seconds);
}
