/** What is said to a person, before it is put into a language: a key of the dictionaries and the values it speaks of. */

export type PhraseValue = string | number | Phrase | readonly Phrase[];

export interface Phrase {
  readonly key: string;
  readonly values: Readonly<Record<string, PhraseValue>>;
}

export function phrase(key: string, values: Readonly<Record<string, PhraseValue>> = {}): Phrase {
  return { key, values };
}
