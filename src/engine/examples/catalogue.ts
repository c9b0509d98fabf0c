/** Reads the bundled examples: chapters.json, and beside each program a JSON file with its metadata. One place for all. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text in each language that the project speaks. */
export interface Texts {
  readonly en: string;
  readonly 'zh-cn': string;
}
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

/** All examples in reading order. Throws with the file's name when its metadata cannot be read. */
export function readCatalogue(folder: string): Example[] {
  const chapters = readJson(join(folder, 'chapters.json')) as Chapter[];
  return chapters.flatMap((chapter) => readChapter(folder, chapter).sort((a, b) => a.order - b.order));
}

function readChapter(folder: string, chapter: Chapter): Example[] {
  const names = readdirSync(join(folder, chapter.id)).filter((name) => name.endsWith('.json'));
  return names.map((name) => {
    const path = join(folder, chapter.id, name);
    const example = {
      ...(readJson(path) as Omit<Example, 'file' | 'chapterTitle'>),
      chapterTitle: chapter.title,
    };
    const file = `${chapter.id}/${example.id}.ts`;
    if (!existsSync(join(folder, file))) throw new Error(`${path}: there is no program ${file}`);
    return { ...example, file };
  });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
