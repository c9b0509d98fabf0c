/**
 * What a Python twin must show as its example does: who owned what in which order, what went through the queues, what every
 * thread printed, what was found. Not what depends on luck: only what is the same under every seed of the example counts.
 */
import { ObjectKind, ThreadEnding, ThreadKind } from '../../../src/trace/vocabulary.js';
import type { ObservedRun } from './observedRun.js';

/** By what it is a fact of. */
export type Facts = ReadonlyMap<string, unknown>;

/**
 * Accesses to variables are not recorded in Python; whether a call takes long is a matter of real time; and an order of locks
 * says nothing where others release them, which a single run need not show.
 */
const excepted: readonly string[] = ['race', 'check-then-act', 'blocked-loop', 'potential-deadlock'];
const owned: readonly number[] = [ObjectKind.Lock, ObjectKind.RLock, ObjectKind.Semaphore, ObjectKind.Loop];
const recorded: readonly number[] = [
  ...owned,
  ObjectKind.Queue,
  ObjectKind.Event,
  ObjectKind.Condition,
  ObjectKind.Barrier,
  ObjectKind.Executor,
  ObjectKind.Socket,
  ObjectKind.Selector,
];

export function factsOf(run: ObservedRun): Facts {
  const found = run.kindsFound.filter((kind) => !excepted.includes(kind));
  const facts = new Map<string, unknown>([['findings', found]]);
  for (const { id, name, ending, kind } of run.trace.state.threads.flatMap((thread) => thread ?? [])) {
    if (kind === ThreadKind.Kernel) continue; // Python tells nothing of what happens inside of the system.
    const key = pythonName(name);
    facts.set(`${key} ends with an exception`, ending === ThreadEnding.Raised);
    // The examples return what their twins print at the end.
    const printed = run.events('Print', { thread: name }).map(({ text }) => text);
    if (id !== 1) facts.set(`lines of ${key}`, printed);
  }
  for (const { name, kind } of run.trace.state.objects.flatMap((object) => object ?? []))
    if (recorded.includes(kind) && isNamed(name)) noteObject(run, name, facts);
  return facts;
}

/** Sockets that no variable is given are called by a number, or by their address. */
function isNamed(name: string): boolean {
  return !/-\d+$|:/.test(name);
}

function noteObject(run: ObservedRun, name: string, facts: Map<string, unknown>): void {
  const { kind, holders } = run.object(name);
  const key = pythonName(name);
  facts.set(`kind of ${key}`, kind);
  const threads = run.trace.state.threads;
  if (owned.includes(kind)) {
    facts.set(`owners of ${key}`, run.owners(name).map(pythonName));
    facts.set(`most that had ${key} at once`, run.most(name).holders);
    const last = holders.map(({ thread }) => pythonName(threads[thread]?.name ?? ''));
    facts.set(`who has ${key} at the end`, last);
  } else if (kind === ObjectKind.Queue) {
    const refused = run.events('TryFailed', { object: name });
    facts.set(`put into ${key}`, run.items('Put', name).map(pythonText));
    facts.set(`taken out of ${key}`, run.items('Get', name).map(pythonText));
    facts.set(
      `refused by ${key}`,
      refused.map(({ thread }) => pythonName(thread)),
    );
  } else if (kind === ObjectKind.Socket) {
    const refused = run.events('TryFailed', { object: name });
    facts.set(`${key} refuses calls`, refused.length > 0); // How many is a matter of time.
  } else if (kind === ObjectKind.Selector) {
    const examined = run.events('Examine', { object: name });
    facts.set(
      `what ${key} found ready`,
      examined.map(({ b }) => b),
    );
    // How many the system itself looked at is known of select alone.
    if (key === 'select')
      facts.set(
        `what ${key} looked at`,
        examined.map(({ a }) => a),
      );
    facts.set(`registered with ${key}`, run.events('Put', { object: name }).length);
    facts.set(`unregistered from ${key}`, run.events('Get', { object: name }).length);
  } else if (kind === ObjectKind.Event) {
    facts.set(
      `states of ${key}`,
      run.events('State', { object: name }).map(({ info }) => info),
    );
  }
}

/** Those that all runs agree about. */
export function commonTo(runs: readonly ObservedRun[]): Facts {
  const [first, ...others] = runs.map(factsOf);
  const same = [...(first ?? [])].filter(([key, value]) =>
    others.every((facts) => JSON.stringify(facts.get(key)) === JSON.stringify(value)),
  );
  return new Map(same);
}

/** As Python writes names, as the tracer tells apart what is made in a list, and however processes are started. */
function pythonName(name: string): string {
  const inList = name.replace(/\[(\d+)\]$/, (_, place: string) =>
    place === '0' ? '' : `#${Number(place) + 1}`,
  );
  const started = inList.replace(/^(?:Spawn|ForkServer|Fork)(?=PoolWorker|Process)/, '');
  return started.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** As Python writes values; but with quotes of one kind, and as much of it as both languages show. */
function pythonText(text: string): string {
  return text
    .replaceAll(/['"]/g, '')
    .replace(/^null$/, 'None')
    .slice(0, 24);
}
