// Snippets as a person gets them who accepts every placeholder: the syntax of VS Code's snippets, as far as ours use it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly topic: string;
  readonly description: string;
  readonly body: readonly string[];
}
export type SnippetLanguage = 'python' | 'javascript' | 'typescript';
export const snippetLanguages: readonly SnippetLanguage[] = ['python', 'javascript', 'typescript'];

export function snippetsOf(
  language: SnippetLanguage,
  folder = join(import.meta.dirname, '../../../snippets'),
): Snippet[] {
  const text = readFileSync(join(folder, `${language}.json`), 'utf8');
  const all = JSON.parse(text) as Record<string, Omit<Snippet, 'name'>>;
  return Object.entries(all).map(([name, snippet]) => ({ name, ...snippet }));
}

export interface Expanded {
  readonly text: string;
  /** Numbers of tab stops in the order in which they come first. */
  readonly stops: readonly number[];
}

export function expand(body: string): Expanded {
  const stops: number[] = [];
  const defaults = new Map<number, string>();
  let at = 0;
  const seen = (stop: number): void => {
    if (!stops.includes(stop)) stops.push(stop);
  };
  /** Up to the end, or to the brace that closes a placeholder. */
  function part(isInside: boolean): string {
    let text = '';
    while (at < body.length) {
      const rest = body.slice(at);
      const placeholder = /^\$\{(\d+):/.exec(rest);
      const plain = /^\$(\d+)/.exec(rest) ?? /^\$\{(\d+)\}/.exec(rest);
      if (rest[0] === '\\' && '$}\\'.includes(rest[1] ?? ' ')) {
        text += rest[1];
        at += 2;
      } else if (isInside && rest[0] === '}') {
        at++;
        return text;
      } else if (placeholder) {
        const stop = Number(placeholder[1]);
        seen(stop);
        at += placeholder[0].length;
        const own = part(true);
        if (!defaults.has(stop)) defaults.set(stop, own);
        text += defaults.get(stop);
      } else if (plain) {
        seen(Number(plain[1]));
        at += plain[0].length;
        text += defaults.get(Number(plain[1])) ?? '';
      } else {
        text += rest[0];
        at++;
      }
    }
    if (isInside) throw new Error(`a placeholder is not closed in ${body}`);
    return text;
  }
  return { text: part(false), stops };
}
