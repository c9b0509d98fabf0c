/** Reads a JSON value key by key and says exactly which one is not as it should be. Knows nothing of what the keys mean. */

/** A text in each language of the interface. */
export interface Texts {
  readonly en: string;
  readonly 'zh-cn': string;
}

export class CatalogueError extends Error {
  override name = 'CatalogueError';

  constructor(file: string, key: string, reason: string) {
    super(key === '' ? `${file}: ${reason}` : `${file}: "${key}": ${reason}`);
  }
}

export class SidecarReader {
  /** @param prefix the key of this value within the file, '' for the whole file */
  constructor(
    readonly file: string,
    readonly value: unknown,
    readonly prefix = '',
  ) {}

  /** The value under a key; under '' the value itself. */
  inside(key: string): SidecarReader {
    if (key === '') return this;
    const isObject = typeof this.value === 'object' && this.value !== null;
    if (!isObject) throw this.#error('', 'must be an object');
    return new SidecarReader(this.file, (this.value as Record<string, unknown>)[key], this.#name(key));
  }

  has(key: string): boolean {
    return this.inside(key).value !== undefined;
  }

  oneOf<Word extends string>(key: string, words: readonly Word[]): Word {
    const word = words.find((each) => each === this.text(key));
    if (word === undefined) throw this.#error(key, `must be one of ${words.join(', ')}`);
    return word;
  }

  text(key: string): string {
    const { value } = this.inside(key);
    if (typeof value !== 'string' || value === '') throw this.#error(key, 'must be a text');
    return value;
  }

  number(key: string): number {
    const { value } = this.inside(key);
    if (typeof value !== 'number') throw this.#error(key, 'must be a number');
    return value;
  }

  texts(key: string): Texts {
    const words = this.inside(key);
    return { en: words.text('en'), 'zh-cn': words.text('zh-cn') };
  }

  list<Item>(key: string, read: (item: SidecarReader) => Item): Item[] {
    const { value } = this.inside(key);
    if (!Array.isArray(value)) throw this.#error(key, 'must be a list');
    return value.map((item, index) =>
      read(new SidecarReader(this.file, item, `${this.#name(key)}[${index}]`)),
    );
  }

  mustBe(key: string, expected: string): void {
    if (this.text(key) !== expected) throw this.#error(key, `must be "${expected}", as its place says`);
  }

  #name(key: string): string {
    if (key === '') return this.prefix;
    return this.prefix === '' ? key : `${this.prefix}.${key}`;
  }

  #error(key: string, reason: string): CatalogueError {
    return new CatalogueError(this.file, this.#name(key), reason);
  }
}
