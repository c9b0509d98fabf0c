/** Puts a phrase into a language. */
import type { Phrase, PhraseValue } from '../phrase.js';
import { chinese } from './chinese.js';
import { english } from './english.js';

export type WordingLanguage = 'en' | 'zh-cn';

interface Dictionary {
  readonly sentences: Readonly<Record<string, string>>;
  /** Between the items of a list of names, before the last of them, and between parts of a sentence. */
  readonly comma: string;
  readonly and: string;
  readonly semicolon: string;
}

const dictionaries: Readonly<Record<WordingLanguage, Dictionary>> = {
  en: { sentences: english, comma: ', ', and: ' and ', semicolon: '; ' },
  'zh-cn': { sentences: chinese, comma: '、', and: '和', semicolon: '；' },
};

/** The sentence of a phrase. A key without a sentence is an error of ours, and a test looks for it. */
export function say(phrase: Phrase, language: WordingLanguage): string {
  const dictionary = dictionaries[language];
  const template = dictionary.sentences[phrase.key];
  if (template === undefined) throw new Error(`no sentence for ${phrase.key} in ${language}`);
  return template.replace(/\{(\w+)\}/g, (_, name: string) => sayValue(phrase.values[name], language));
}

function sayValue(value: PhraseValue | undefined, language: WordingLanguage): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (!isList(value)) return say(value, language);
  const items = value.map((item) => say(item, language));
  const { comma, and, semicolon } = dictionaries[language];
  if (value.some((item) => item.key !== 'name')) return items.join(semicolon);
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(comma)}${and}${last}`;
}

function isList(value: Phrase | readonly Phrase[]): value is readonly Phrase[] {
  return Array.isArray(value);
}
