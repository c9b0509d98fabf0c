// A trace of any size without running a program: workers that take locks in turn (some wait for them), and put and get
// items. Runs in Node and, as text, in a page: it may use nothing but what it is given.

/** The header of such a trace. */
export const syntheticHeader = {
  format: 'threadlanes-trace',
  version: 1,
  program: 'synthetic',
  mode: 'live',
  seed: 1,
  strategy: 'random',
  variant: null,
  files: [{ path: 'synthetic.ts', hash: '' }],
  sites: Array.from({ length: 40 }, (_, line) => ({ file: 0, line, column: 1 })),
};

/** Makes a function that gives the records of the next `count` events, as an Int32Array of 7 words each. */
export function createGenerator({ threads = 16, locks = 8, queues = 4, spacingNs = 1000 } = {}) {
  const Kind = {
    ThreadNew: 1,
    Start: 2,
    Begin: 3,
    Create: 10,
    Block: 11,
    Acquire: 13,
    Release: 14,
    Put: 16,
    Get: 17,
  };
  const firstLock = 100;
  const firstQueue = 200;
  let random = 12345;
  let time = 0;
  let item = 0;
  const pending = [];
  const waiting = new Map();
  const holding = new Map();
  const owner = new Map();
  const lengths = new Map();
  const items = new Map();
  const next = (below) => {
    random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
    return (random >>> 8) % below;
  };
  const text = (value) => {
    const bytes = new TextEncoder().encode(value);
    const words = new Int32Array(Math.ceil((bytes.length + 4) / 28) * 7);
    words[0] = bytes.length;
    new Uint8Array(words.buffer).set(bytes, 4);
    return [...words];
  };
  const event = (kind, thread, object, a = 0, b = 0, info = 0, said = undefined) => {
    time += spacingNs / 2 + next(spacingNs);
    const at = Math.floor(time);
    const head = kind | (info << 8) | (said === undefined ? 0 : 1 << 15) | (thread << 16);
    const words = [head, object, 1 + ((thread + kind) % 39), at | 0, Math.floor(at / 4294967296), a, b];
    return said === undefined ? words : [...words, ...text(said)];
  };
  for (let thread = 1; thread <= threads; thread++) {
    const name = thread === 1 ? 'MainThread' : `worker-${thread}`;
    pending.push(event(Kind.ThreadNew, 1, thread, thread, 1, 0, name));
    pending.push(event(Kind.Start, 1, thread, thread), event(Kind.Begin, thread, thread));
  }
  for (let lock = 0; lock < locks; lock++) pending.push(event(Kind.Create, 1, firstLock + lock, 2));
  for (let queue = 0; queue < queues; queue++) {
    pending.push(event(Kind.Create, 1, firstQueue + queue, 3, 20));
    lengths.set(firstQueue + queue, 0);
    items.set(firstQueue + queue, []);
  }

  const step = () => {
    const thread = 1 + next(threads);
    if (waiting.has(thread)) return undefined;
    const held = holding.get(thread);
    if (held !== undefined) {
      holding.delete(thread);
      owner.delete(held);
      const heir = [...waiting.entries()].find(([, lock]) => lock === held)?.[0];
      if (heir !== undefined) {
        waiting.delete(heir);
        owner.set(held, heir);
        holding.set(heir, held);
        pending.push(event(Kind.Release, thread, held));
        return event(Kind.Acquire, heir, held);
      }
      return event(Kind.Release, thread, held);
    }
    if (next(3) === 0 && queues > 0) {
      const queue = firstQueue + next(queues);
      const inside = items.get(queue);
      if (inside.length < 20 && (inside.length === 0 || next(2) === 0)) {
        item++;
        inside.push(item);
        return event(Kind.Put, thread, queue, item, inside.length - 1, 0, `item ${item % 100}`);
      }
      return event(Kind.Get, thread, queue, inside.shift());
    }
    const lock = firstLock + next(locks);
    if (owner.has(lock)) {
      waiting.set(thread, lock);
      return event(Kind.Block, thread, lock, -1074790400, 0, 1);
    }
    owner.set(lock, thread);
    holding.set(thread, lock);
    return event(Kind.Acquire, thread, lock);
  };

  return (count) => {
    const words = new Int32Array(count * 14);
    let at = 0;
    for (let made = 0; made < count; ) {
      if (pending.length === 0) {
        const first = step();
        if (first === undefined) continue;
        pending.push(first);
      }
      const record = pending.shift();
      words.set(record, at);
      at += record.length;
      made++;
    }
    return words.slice(0, at);
  };
}
