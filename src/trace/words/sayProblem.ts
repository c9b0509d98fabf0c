/** Why a program could not be run, or was ended, as a person is told it. */
import type { Language } from './language.js';
import { problemsInChinese } from './problemsInChinese.js';

const hole = /\{(\d)\}/;

/** The problem's words, in a person's language. What a program or a parser says itself stays as it is. */
export function problemWords(message: string, language: Language): string {
  if (language === 'en') return message;
  for (const [pattern, chinese] of patterns()) {
    const found = pattern.exec(message);
    if (found) return chinese.replace(new RegExp(hole, 'g'), (_, index) => found[Number(index) + 1] ?? '');
  }
  return message;
}

/** The same, and in front of it the line where it is, if it has one. */
export function sayProblem({ file, line, message }: Told, language: Language): string {
  const words = problemWords(message, language);
  return line > 0 ? `${file}:${line}: ${words}` : words;
}

/** `line` counts from 1; 0 for none. */
interface Told {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

let made: (readonly [RegExp, string])[] | undefined;

function patterns(): readonly (readonly [RegExp, string])[] {
  made ??= problemsInChinese.map(([english, chinese]) => {
    const parts = english.split(new RegExp(hole.source.replace('(\\d)', '\\d')));
    return [new RegExp(`^${parts.map(quoted).join('(.*?)')}$`, 's'), chinese];
  });
  return made;
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
