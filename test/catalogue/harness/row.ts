/**
 * How the test of an example reads: like its row of the catalogue.
 *
 *   describeRow('lock-counter', (row) => {
 *     row.always('all tickets are sold', (run) => expect(run.result).toBe(0));
 *     row.variant('without-lock').canHappen('a sale is lost', { seed: 3 }, (run) => ...);
 *     row.live('all tickets are sold', (run) => expect(run.result).toBe(0));
 *     row.withoutTellingLine('sales are lost', (run) => expect(run.result).toBeGreaterThan(0));
 *     row.python({ prints: 'the same lines' });
 *   });
 *
 * `always` holds under each of the seeds 1 to 50, in controlled mode. What holds of every row is tested without being
 * said: the outcome and the kinds of findings that its metadata promise, and that its Python twin ends the same way and shows
 * the same order, ownership and contents.
 */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Example, findExample, readCatalogue } from '../../../src/engine/examples/catalogue.js';
import type { ObservedRun } from './observedRun.js';
import { runTwin, stopTwins } from './pythonTwin.js';
import { endRuns, Runs, seeds } from './runs.js';
import { withoutLines } from './tellingLine.js';
import { commonTo, factsOf } from './twinFacts.js';

const folder = join(import.meta.dirname, '../../../examples');
const examples = readCatalogue(folder);
/** Fifty runs of the example with the most threads, on a busy machine. */
const timeoutMs = 120_000;

afterAll(async () => {
  await Promise.all([stopTwins(), endRuns()]);
});

export type Check = (run: ObservedRun) => void;
/** The facts of one variant. */
class Facts {
  constructor(
    protected readonly runs: Runs,
    readonly name: string | null,
  ) {}

  #titled(title: string): string {
    return this.name === null ? title : `${this.name}: ${title}`;
  }

  /** Holds under every seed. */
  always(title: string, check: Check): void {
    it(this.#titled(title), async () => each(await this.runs.controlled(), check), timeoutMs);
  }

  /** Holds under this seed, and need not under others. */
  canHappen(title: string, { seed }: { readonly seed: number }, check: Check): void {
    it(`${this.#titled(title)} (seed ${seed})`, async () => {
      expect(seeds).toContain(seed);
      check((await this.runs.controlled())[seed - 1] as ObservedRun);
    });
  }

  /** Holds with real threads in real time. */
  live(title: string, check: Check): void {
    it(`${this.#titled(title)} (live)`, async () => check(await this.runs.run('live', 1)), timeoutMs);
  }
}

class Row extends Facts {
  readonly #all = new Map<string | null, Runs>();
  readonly #twins = new Map<string | null, Promise<ObservedRun>>();

  constructor(readonly example: Example) {
    const names = example.variants.map(({ name }) => name);
    const variants = names.length > 0 ? names : [null];
    const all = variants.map((name) => new Runs(join(folder, example.file), name));
    super(all[0] as Runs, variants[0] as string | null);
    for (const runs of all) this.#all.set(runs.variant, runs);
    for (const name of variants) this.#promised(name);
  }

  variant(name: string): Facts {
    const runs = this.#all.get(name);
    if (!runs) throw new Error(`${this.example.id} has no variant ${name}`);
    return new Facts(runs, name);
  }

  /** What the row says no longer once its telling line is gone. That the trace is another one goes without saying. */
  withoutTellingLine(title: string, check: Check): void {
    const { telling, file } = this.example;
    if (!telling) throw new Error(`${this.example.id} marks no telling line`);
    const whole = this.#all.get(telling.variant ?? this.name);
    it(`without ${telling.lines.join(' ')} ${title}`, async () => {
      const changed = new Runs(withoutLines(join(folder, file), telling.lines), telling.variant ?? this.name);
      const runs = [await changed.run('controlled', 1), await changed.run('controlled', 2)];
      each(runs, check);
      const before = (await whole?.controlled())?.[0] as ObservedRun;
      expect(told(runs[0] as ObservedRun)).not.toEqual(told(before));
    });
  }

  /** What the twin prints, in each variant that ends: all of it; or so, in whatever order. */
  python({
    prints,
    except = [],
  }: {
    prints: 'the same lines' | 'these lines, in some order';
    except?: string[];
  }) {
    for (const [name, runs] of this.#all) {
      if (except.includes(name ?? '')) continue;
      it(
        `its Python twin prints ${prints}${name === null ? '' : `, ${name}`}`,
        async () => {
          const [run] = await runs.controlled();
          const order = (lines: readonly string[] = []): string[] =>
            prints === 'the same lines' ? [...lines] : [...lines].sort();
          const { lines } = (await this.#twins.get(name)) as ObservedRun;
          expect(order(lines)).toEqual(order(run?.lines));
        },
        timeoutMs,
      );
    }
  }

  forget(): void {
    for (const runs of this.#all.values()) runs.forget();
  }

  /** What the metadata say of a variant. */
  #promised(name: string | null): void {
    const { outcome, findings } =
      this.example.variants.find((variant) => variant.name === name) ?? this.example.expected;
    const runs = this.#all.get(name) as Runs;
    const of = name === null ? '' : `${name}: `;
    it(
      `${of}ends as ${outcome}, and finds ${findings.join(', ') || 'nothing'}`,
      async () => {
        const all = await runs.controlled();
        each(all, (run) => expect(run.outcome).toBe(outcome));
        expect([...new Set(all.flatMap((run) => run.kindsFound))].sort()).toEqual([...findings].sort());
      },
      timeoutMs,
    );
    const twin = runTwin(join(folder, this.example.python), name);
    twin.catch(() => {}); // It is awaited below, or nobody wants to know.
    this.#twins.set(name, twin);
    it(
      `${of}its Python twin ends as ${outcome}, too`,
      async () => expect((await twin).outcome).toBe(outcome),
      timeoutMs,
    );
    if (!ofItsOwn.includes(this.example.id))
      it(
        `${of}its Python twin shows the same order, ownership and contents`,
        async () => {
          const expected = commonTo(await runs.controlled());
          const facts = factsOf(await twin);
          const told = [...expected].filter(([key]) => isComparable(key, this.example));
          const same = told.map(([key]) => [key, facts.get(key) ?? facts.get(withoutTarget(key))]);
          expect(Object.fromEntries(same)).toEqual(Object.fromEntries(told));
        },
        timeoutMs,
      );
  }
}

/** Before Python 3.10 a thread is not called after its target. */
function withoutTarget(fact: string): string {
  return fact.replace(/(Thread-\d+) \(\w+\)/, '$1');
}

/**
 * Generators have no lanes in Python; nobody divides its processor time by steps; who starves does so for as long as others come; a
 * socket that gevent has patched belongs to one thread, so that those who answer are no threads of their own there.
 */
const ofItsOwn: readonly string[] = [
  'generator-coroutine',
  'context-switch',
  'starvation',
  'gevent-monkey-patch',
];
/** Threads that a twin does not have, as Python reads asynchronously in an event loop only. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'io-async': ['peer'],
  'io-compared': ['asynchronous'],
};

function isComparable(fact: string, { id }: Example): boolean {
  return !lacking[id]?.some((name) => fact.split(' ').includes(name));
}

function each(runs: readonly ObservedRun[], check: Check): void {
  for (const [index, run] of runs.entries()) {
    try {
      check(run);
    } catch (error) {
      if (error instanceof Error) error.message = `under seed ${index + 1}: ${error.message}`;
      throw error;
    }
  }
}

/** What a run tells whoever looks at it. */
function told(run: ObservedRun): unknown {
  const { outcome, kindsFound, result, seconds, lines } = run;
  return { outcome, kindsFound, result, seconds, lines };
}

/** The facts of an example. */
export function describeRow(id: string, facts: (row: Row) => void): void {
  const example = findExample(examples, id);
  describe(id, () => {
    if (!example) throw new Error(`there is no example ${id}`);
    const row = new Row(example);
    facts(row);
    afterAll(() => row.forget());
  });
}
