/** docs/examples.md, its Chinese twin, and the picture of each timeline, made from the catalogue. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureOf } from '../../../src/cli/pictureOf.js';
import { type Example, isPythonOnly } from '../../../src/engine/examples/catalogue.js';
import { type ExplainLanguage, explain } from '../../../src/engine/examples/explain.js';
import { Runs } from './runs.js';

const folder = join(import.meta.dirname, '../../../examples');
/** A page's width, and as many lanes as a reader takes in; the pictures of all examples are 1 MB together. */
const limits = { lanesWidthPx: 900, mostLanes: 10 };

export const pages: Readonly<Record<ExplainLanguage, string>> = {
  en: 'docs/examples.md',
  'zh-cn': 'docs/examples.zh-cn.md',
};

const intro: Readonly<Record<ExplainLanguage, string>> = {
  en: `# Examples

[中文](examples.zh-cn.md)

Each example runs from **Threadlanes: Visualize Concurrency Example**, from the tree of examples in the side panel, and from
the command line: \`threadlanes run ID\`. The pictures show the first variant under seed 1, and at most ${limits.mostLanes} lanes.
An example in Python only has no picture. This page is made by \`npm run docs\`.`,
  'zh-cn': `# 示例

[English](examples.md)

每个示例都可以用 **Threadlanes: 可视化并发示例**、侧边栏里的示例树或命令行 \`threadlanes run ID\` 运行。
图中是种子 1 下的第一个变体，最多 ${limits.mostLanes} 条泳道。仅有 Python 版的示例没有图。本页由 \`npm run docs\` 生成。`,
};

export function pageOf(examples: readonly Example[], language: ExplainLanguage): string {
  const parts = examples.flatMap((example, index) => {
    const isFirst = examples[index - 1]?.chapter !== example.chapter;
    return [...(isFirst ? [`## ${example.chapterTitle[language]}`] : []), section(example, language)];
  });
  return `${[intro[language], ...parts].join('\n\n')}\n`;
}

function section(example: Example, language: ExplainLanguage): string {
  const typescript = isPythonOnly(example) ? [] : [`[TypeScript](../examples/${example.file})`];
  const sources = [`\`${example.id}\``, ...typescript, `[Python](../examples/${example.python})`].join(' · ');
  const title = `### ${example.title[language]}`;
  const picture = hasPicture(example) ? `examples/${example.id}.svg` : undefined;
  return [title, sources, explain(example, language, picture)].join('\n\n');
}

/** A real run under Python has other times and other process ids each time: its picture would change with every `npm run docs`. */
export function hasPicture(example: Example): boolean {
  return !isPythonOnly(example);
}

export function pictureFile({ id }: Example): string {
  return `docs/examples/${id}.svg`;
}

/** Says of which text of the program a picture is. */
export function mark({ file }: Example): string {
  const text = readFileSync(join(folder, file), 'utf8');
  return `<!-- of ${createHash('sha256').update(text).digest('hex').slice(0, 16)} -->`;
}

export async function draw(example: Example): Promise<string> {
  const runs = new Runs(join(folder, example.file), example.variants[0]?.name ?? null);
  const run = await runs.run('controlled', 1);
  const svg = pictureOf(run.timeline, run, example.title.en, limits);
  return `${svg}\n${mark(example)}\n`;
}
