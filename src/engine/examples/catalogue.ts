/** Reads the bundled examples: chapters.json, and beside each program a JSON file with its metadata. One place for all. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CatalogueError, SidecarReader, type Texts } from './sidecarReader.js';

export interface Variant {
  readonly name: string;
  readonly title: Texts;
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
  readonly expected: { readonly outcome: string };
  /** Relative to the folder of examples. */
  readonly file: string;
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
  const file = `${chapter.id}/${id}.ts`;
  if (!existsSync(join(folder, file))) throw new CatalogueError(path, 'id', `there is no program ${file}`);
  return {
    id,
    chapter: chapter.id,
    chapterTitle: chapter.title,
    order: sidecar.number('order'),
    title: sidecar.texts('title'),
    summary: sidecar.texts('summary'),
    lookFor: sidecar.list('lookFor', (item) => item.texts('')),
    question: sidecar.texts('question'),
    variants: sidecar.list('variants', (item) => ({ name: item.text('name'), title: item.texts('title') })),
    expected: { outcome: sidecar.inside('expected').text('outcome') },
    file,
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CatalogueError(path, '', error instanceof Error ? error.message : String(error));
  }
}
