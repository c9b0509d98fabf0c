/** One controlled run of a program as it stands in the editor, kept back until it is over, so that a picture is whole. */
import type { Engine } from '../../engine/engine.js';
import type { RunProblem } from '../../protocol/page.js';
import { typingLimits } from '../limits.js';
import { type Program, sourceOf } from '../programs.js';
import { RunRecord } from '../runRecord.js';
import type { Job } from './newestOnly.js';

/** Records of more bytes are no small program's: a million events take 28 MB. */
const mostBytes = 32_000_000;

export type TypedRun =
  | { readonly kind: 'ran'; readonly record: RunRecord }
  | { readonly kind: 'broken'; readonly problems: readonly RunProblem[] }
  /** Overtaken, or stopped by the person. */
  | { readonly kind: 'stopped' };

export interface TypedJob extends Job {
  readonly done: Promise<TypedRun>;
}

/** What a person is told of a run that was ended because it went on for too long, or told of too much. */
export interface LimitWords {
  readonly tooLong: string;
  readonly tooMuch: string;
}

/** `run` is the number that the page knows it by. */
export function typedRun(engine: Engine, program: Program, run: number, words: LimitWords): TypedJob {
  const blocks: Uint8Array[] = [];
  const record = new RunRecord(run, program.title, program.variants, () => Promise.resolve(blocks));
  let bytes = 0;
  let isOverfull = false;
  const variant = program.variants[0] ?? null;
  const how = { mode: 'controlled', seed: 1, strategy: 'random', variant, args: [], schedule: null } as const;
  const started = engine.run(
    { ...sourceOf(program), program: program.id, ...how, ...typingLimits() },
    {
      started: (header) => {
        record.header = header;
      },
      records: (block) => {
        blocks.push(block);
        record.names.read(block);
        bytes += block.length;
        if (bytes <= mostBytes || isOverfull) return;
        isOverfull = true;
        started.stop();
      },
      findings: (findings) => record.findings.push(...findings),
    },
  );
  const done = started.done.then(({ loadProblems, ...end }): TypedRun => {
    if (loadProblems.length > 0) return { kind: 'broken', problems: loadProblems };
    if (end.outcome === 'stopped' && !isOverfull) return { kind: 'stopped' };
    const problems = isOverfull
      ? [problem(words.tooMuch)]
      : [...end.problems, ...(end.outcome === 'timeout' ? [problem(words.tooLong)] : [])];
    record.end = { ...end, problems };
    return record.header ? { kind: 'ran', record } : { kind: 'broken', problems };
  });
  return { done, stop: () => started.stop() };
}

function problem(message: string): RunProblem {
  return { message, file: '', line: 0, column: 0 };
}
