/** Reads the bundled examples: chapters.json, and beside each program a JSON file with its metadata. One place for all. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FindingKind, Outcome } from '../../trace/finding.js';
import { CatalogueError, SidecarReader, type Texts } from './sidecarReader.js';

/** What comes of running it, in controlled mode. */
export interface Expected {
  readonly outcome: Outcome;
  /** Kinds of what is found, under some seed at least. */
  readonly findings: readonly FindingKind[];
}
export interface Variant extends Expected {
  readonly name: string;
  readonly title: Texts;
}
/** The lines on which the lesson hangs: without them the same program says something else. */
export interface Telling {
  /** Where it shows; null for the first one. */
  readonly variant: string | null;
  /** How these lines begin. */
  readonly lines: readonly string[];
}
export interface Example {
  readonly id: string;
  readonly chapter: string;
  readonly chapterTitle: Texts;
  /** Place within the chapter. */
  readonly order: number;
  readonly title: Texts;
  readonly summary: Texts;
  readonly lookFor: readonly Texts[];
  readonly question: Texts;
  /** The first one is what runs when none is named. */
  readonly variants: readonly Variant[];
  /** Of the first variant; and in words, which answer the question. */
  readonly expected: Expected & { readonly text: Texts };
  readonly telling: Telling | null;
  /** What runs, relative to the folder of examples: ID.ts, or ID.py where that lies there alone. */
  readonly file: string;
  /** The program in Python: the twin of `file`, or the same. */
  readonly python: string;
}

interface Chapter {
  readonly id: string;
  readonly title: Texts;
}

/**
 * All examples in reading order.
 * @throws CatalogueError that names the file and the key that is wrong
 */
export function readCatalogue(folder: string): Example[] {
  const chaptersFile = join(folder, 'chapters.json');
  const chapters = new SidecarReader(chaptersFile, readJson(chaptersFile)).list('', readChapterEntry);
  return chapters.flatMap((chapter) => readChapter(folder, chapter).sort((a, b) => a.order - b.order));
}

export function findExample(examples: readonly Example[], id: string): Example | undefined {
  return examples.find((example) => example.id === id);
}

/** Shows what only Python has, such as fork: there is no program in TypeScript, and it cannot be explored. */
export function isPythonOnly({ file, python }: Pick<Example, 'file' | 'python'>): boolean {
  return file === python;
}

function readChapterEntry(entry: SidecarReader): Chapter {
  return { id: entry.text('id'), title: entry.texts('title') };
}

function readChapter(folder: string, chapter: Chapter): Example[] {
  const names = readdirSync(join(folder, chapter.id)).filter((name) => name.endsWith('.json'));
  return names.map((name) => readExample(folder, name, chapter));
}

function readExample(folder: string, name: string, chapter: Chapter): Example {
  const path = join(folder, chapter.id, name);
  const sidecar = new SidecarReader(path, readJson(path));
  const id = basename(name, '.json');
  sidecar.mustBe('id', id);
  sidecar.mustBe('chapter', chapter.id);
  const files = readFiles(folder, path, `${chapter.id}/${id}`);
  const expected = sidecar.inside('expected');
  const ofAll = readExpected(expected, { outcome: 'completed', findings: [] });
  const example: Example = {
    id,
    chapter: chapter.id,
    chapterTitle: chapter.title,
    order: sidecar.number('order'),
    title: sidecar.texts('title'),
    summary: sidecar.texts('summary'),
    lookFor: sidecar.list('lookFor', (item) => item.texts('')),
    question: sidecar.texts('question'),
    variants: sidecar.list('variants', (item) => ({
      name: item.text('name'),
      title: item.texts('title'),
      ...readExpected(item, ofAll),
    })),
    expected: { ...ofAll, text: expected.texts('text') },
    telling: sidecar.has('telling') ? readTelling(sidecar.inside('telling')) : null,
    ...files,
  };
  if (isPythonOnly(example) && example.variants.length > 0)
    throw new CatalogueError(path, 'variants', 'must be empty: a program in Python alone has none');
  return example;
}

function readFiles(folder: string, sidecar: string, name: string): Pick<Example, 'file' | 'python'> {
  const python = `${name}.py`;
  const file = [`${name}.ts`, python].find((each) => existsSync(join(folder, each)));
  if (file === undefined)
    throw new CatalogueError(sidecar, 'id', `there is no program ${name}.ts, nor ${python}`);
  return { file, python };
}

const outcomes: readonly Outcome[] = ['completed', 'deadlock', 'stalled', 'failed', 'timeout'];

/** What a variant does not say is as the example says. */
function readExpected(entry: SidecarReader, otherwise: Expected): Expected {
  return {
    outcome: entry.has('outcome') ? entry.oneOf('outcome', outcomes) : otherwise.outcome,
    findings: entry.has('findings')
      ? entry.list('findings', (item) => item.text('') as FindingKind)
      : otherwise.findings,
  };
}

function readTelling(entry: SidecarReader): Telling {
  return {
    variant: entry.has('variant') ? entry.text('variant') : null,
    lines: entry.list('lines', (item) => item.text('')),
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CatalogueError(path, '', error instanceof Error ? error.message : String(error));
  }
}
