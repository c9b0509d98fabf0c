// After random edits of small workspaces the analyser says what a fresh one says; definitions are kept as in the editor.
// INCREMENTAL=N tries N seeds: of the first 160 seed 80 still differs, in edges of the lock order.
import { describe, expect, it } from 'vitest';
import { Analyser } from '../../../src/analysis/analyse.js';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { KeptDefinitions } from '../../../src/analysis/syntax/keptDefinitions.js';
import { type GeneratedFile, WorkspaceMaker } from './generatedWorkspace.js';
import { chance } from './mutate.js';
import { modelOf } from './parsing.js';

const seeds = Number(process.env.INCREMENTAL ?? 8);
const edits = 8;

const textOf = (file: GeneratedFile) => file.join('\n\n');

/** Of several places where one lock is taken under another, the one that is told is a matter of chance. */
function answersOf(analyser: Analyser) {
  const locks = analyser.locks().map(({ thenTaken, taken, ...lock }) => ({
    ...lock,
    taken: inOrder(taken),
    thenTaken: inOrder(thenTaken.map((each) => each.lock)),
  }));
  const order = analyser.lockOrder().map(({ from, to, inCycle }) => ({ from, to, inCycle }));
  return { findings: analyser.findings(), locks: inOrder(locks), order: inOrder(order) };
}

function inOrder(items: readonly unknown[]): string[] {
  return [...new Set(items.map((item) => JSON.stringify(item)))].sort();
}

async function freshAnswers(files: ReadonlyMap<string, GeneratedFile>) {
  const analyser = new Analyser(frontEnds);
  for (const [path, file] of files) analyser.setFile(path, await modelOf(path, textOf(file)));
  return answersOf(analyser);
}

describe('after random edits', () => {
  it.each(Array.from({ length: seeds }, (_, seed) => seed))(
    'the answers are those of a fresh analyser (seed %i)',
    async (seed) => {
      const next = chance(seed);
      const maker = new WorkspaceMaker(next);
      const files = maker.files();
      const kept = new Map([...files.keys()].map((path) => [path, new KeptDefinitions()]));
      const paths = [...files.keys()];
      const analyser = new Analyser(frontEnds);
      for (const [path, file] of files)
        analyser.setFile(path, await modelOf(path, textOf(file), kept.get(path)));
      analyser.findings();
      for (let edit = 0; edit < edits; edit++) {
        const path = paths[Math.floor(next() * paths.length)] as string;
        const file = maker.edited(path, files.get(path));
        if (file) files.set(path, file);
        else files.delete(path);
        analyser.setFile(path, file && (await modelOf(path, textOf(file), kept.get(path))));
        expect(answersOf(analyser), `after edit ${edit} of ${path}`).toEqual(await freshAnswers(files));
      }
    },
  );
});
