/**
 * Recognises a class that a program wrote to be a lock, by its name and by how it waits: no analysis of its queue of
 * resolvers could tell as much. Such a class is modelled as one that inherits its operations from a type of the library
 * table. What is not clearly a lock is left to the analysis as plain code.
 */
import type { LibraryType, Operation } from '../model/library.js';

/** What kind of lock a class is. */
interface Kind {
  readonly pair: readonly [acquire: string, release: string];
  readonly domain: 'task' | 'thread';
  readonly releaser: boolean;
  readonly reentrant: boolean;
  readonly counted: boolean;
  /** Gives up after a while. */
  readonly timed: boolean;
}

export interface HomeMadeLock {
  /** The type of the table that the class is made a subclass of. */
  readonly type: string;
  /** Its methods that the table speaks for. */
  readonly methods: ReadonlySet<string>;
}

const lockLike = /mutex|lock|sema(?:phore)?/i;
const pairs: readonly Kind['pair'][] = [
  ['acquire', 'release'],
  ['lock', 'unlock'],
  ['lock', 'release'],
  ['enter', 'leave'],
  ['enter', 'exit'],
  ['take', 'give'],
  ['take', 'release'],
  ['down', 'up'],
];
/** Methods that give up at once. */
const tries = ['tryAcquire', 'tryLock'];

/** Signs of a lock that its holder may take again. */
const ownership = /owner|reentran|re-entran|recurs|depth|holder|AsyncLocalStorage/i;
const taskWait = /new\s+Promise\b|\bawait\b|\.then\s*\(|waitAsync/;
const threadWait = /Atomics\s*\.\s*(?:wait\b|compareExchange)/;

/** Larger classes are more than a lock. */
const longestClass = 8000;

/** What lock a class is, or nothing when it is none. `text` is the whole class. */
export function homeMadeLock(name: string, text: string): HomeMadeLock | undefined {
  if (!lockLike.test(name) || text.length > longestClass) return undefined;
  for (const pair of pairs) {
    const taking = methodText(text, pair[0]);
    if (taking === undefined || delegates(taking)) continue;
    const domain = domainOf(taking, text);
    const releaser = givesReleaser(taking);
    if (domain === undefined || (!releaser && methodText(text, pair[1]) === undefined)) continue;
    const reentrant = ownership.test(text);
    const counted = /sema/i.test(name) || /\b(?:permits|tokens|slots|capacity)\b/.test(text);
    const timed = /setTimeout\s*\(|Promise\s*\.\s*race/.test(taking);
    const kind = { pair, domain, releaser, reentrant, counted, timed };
    return { type: nameOf(kind), methods: new Set([...pair, ...tries]) };
  }
  return undefined;
}

export const homeMadeModule = 'home-made';

function nameOf({ pair, domain, releaser, reentrant, counted, timed }: Kind): string {
  const marks = [
    releaser && 'releaser',
    reentrant && 'reentrant',
    counted && 'counted',
    timed && 'timed',
  ].filter(Boolean);
  return [...pair, domain, ...marks].join('-');
}

/** One type for each kind of lock that the recognition can answer with. */
export function homeMadeTypes(): Record<string, LibraryType> {
  const types: Record<string, LibraryType> = {};
  for (const pair of pairs) {
    for (const domain of ['task', 'thread'] as const) {
      // Each bit is one of the four marks.
      for (let marks = 0; marks < 16; marks++) {
        const [releaser, reentrant, counted, timed] = [1, 2, 4, 8].map((bit) => (marks & bit) !== 0);
        const kind = {
          pair,
          domain,
          releaser: !!releaser,
          reentrant: !!reentrant,
          counted: !!counted,
          timed: !!timed,
        };
        types[`${homeMadeModule}.${nameOf(kind)}`] = typeOf(kind);
      }
    }
  }
  return types;
}

function typeOf({
  pair: [acquire, release],
  domain,
  releaser,
  reentrant,
  counted,
  timed,
}: Kind): LibraryType {
  const tried: Operation = { op: 'acquire', never: true, result: 'boolean' };
  return {
    lock: { domain, reentrant, ...(counted && { permits: { index: 0 } }) },
    methods: {
      [acquire]: { op: 'acquire', ...(releaser && { result: 'releaser' }), ...(timed && { never: true }) },
      [release]: { op: 'release' },
      ...Object.fromEntries(tries.map((name) => [name, tried])),
    },
    awaited: domain === 'task',
  };
}

/** From a method's name to the brace that ends it, told by indentation; or to the end of the class. */
function methodText(text: string, name: string): string | undefined {
  const words = '(?:(?:public|async|readonly|override)\\s+)*';
  const head = new RegExp(`^([ \\t]*)${words}${name}\\s*(?:=\\s*(?:async\\s*)?)?(?:<[^>]*>)?\\(`, 'm').exec(
    text,
  );
  if (head === null) return undefined;
  const rest = text.slice(head.index);
  const end = rest.indexOf(`\n${head[1]}}`);
  return end === -1 ? rest : rest.slice(0, end);
}

function domainOf(taking: string, whole: string): 'task' | 'thread' | undefined {
  if (taskWait.test(taking)) return 'task';
  if (threadWait.test(taking)) return 'thread';
  return /Atomics\s*\.\s*wait\b/.test(whole) ? 'thread' : undefined;
}

/** A wrapper around another lock is code like any other. */
function delegates(taking: string): boolean {
  return /(?:acquire|lock|runExclusive|request|[pP]op|shift)\s*\(/.test(taking.replace(/^[^(]*\(/, ''));
}

function givesReleaser(taking: string): boolean {
  return (
    /Promise\s*<\s*\(\s*\)\s*=>|Promise\s*<\s*Release/.test(taking) ||
    /return\s+(?:release|unlock|(?:async\s*)?\(\s*\)\s*=>|function\s*\()|resolve\(\s*(?:release|unlock|\(\s*\)\s*=>)|=>\s*(?:release|unlock)\b/.test(
      taking,
    )
  );
}
