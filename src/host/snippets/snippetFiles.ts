/** The snippets that ship, read from the files that VS Code reads too. Their topics and descriptions are ours. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../protocol/page.js';

export interface Snippet {
  readonly prefix: string;
  readonly topic: string;
  /** What it is, in the language of the interface. */
  readonly label: string;
  /** In VS Code's snippet syntax. */
  readonly body: string;
}

/** In the order in which they are offered. */
export const snippetTopics: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  threads: { en: 'Threads', 'zh-cn': '线程' },
  locks: { en: 'Locks and semaphores', 'zh-cn': '锁与信号量' },
  signals: { en: 'Waiting for each other', 'zh-cn': '相互等待' },
  queues: { en: 'Queues', 'zh-cn': '队列' },
  pools: { en: 'Pools', 'zh-cn': '池' },
  processes: { en: 'Processes', 'zh-cn': '进程' },
  async: { en: 'Async', 'zh-cn': '异步' },
  atomics: { en: 'Shared memory', 'zh-cn': '共享内存' },
};

/** The file of snippets for a language as VS Code names it; undefined where there is none. */
export function snippetFile(languageId: string): string | undefined {
  if (languageId === 'python') return 'python.json';
  if (languageId === 'javascript' || languageId === 'javascriptreact') return 'javascript.json';
  return languageId === 'typescript' || languageId === 'typescriptreact' ? 'typescript.json' : undefined;
}

interface Entry {
  readonly prefix: string;
  readonly topic: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** By topic. A description says the same in both languages, with a slash between them. */
export function readSnippets(folder: string, file: string, language: Language): Snippet[] {
  const entries = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Entry>;
  const topics = Object.keys(snippetTopics);
  return Object.values(entries)
    .map(({ prefix, topic, description, body }) => {
      const [english = '', chinese = english] = description.split(' / ');
      return { prefix, topic, label: language === 'zh-cn' ? chinese : english, body: body.join('\n') };
    })
    .sort((a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic));
}

/** As the code reads when every placeholder is accepted; innermost placeholders first. */
export function withoutStops(body: string): string {
  let text = body.replaceAll('\\$', '\u0001').replaceAll('\\}', '\u0002');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\$\{\d+:((?:(?!\$\{\d)[^}])*)\}/g, '$1');
  }
  return text
    .replace(/\$\d+/g, '')
    .replaceAll('\u0001', '$')
    .replaceAll('\u0002', '}')
    .replaceAll('\\\\', '\\');
}
