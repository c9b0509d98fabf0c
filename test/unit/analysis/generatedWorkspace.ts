// Small Python workspaces, made and edited by chance: modules that import each other, classes that inherit over files,
// locks in modules and in objects, threads, helpers. Same seed, same texts and edits.

/** A file's text, definition by definition: an edit replaces, adds or takes away one. */
export type GeneratedFile = readonly string[];

/** Each imports one that comes before it. */
const modules = ['low', 'mid', 'side', 'top'] as const;
const locks = ['a', 'b', 'c', 'd'];
const attributes = ['_lock', '_other', '_peer'];
/** Each calls those that come after it: what calls itself without an end has no summary that is one for sure. */
const methods = ['put', 'take', 'changed'];
const functions = ['main', 'run', 'work', 'helper'];

interface Scope {
  readonly receiver: string;
  /** What it may call, on its receiver and by name. */
  readonly methods: readonly string[];
  readonly functions: readonly string[];
}

export class WorkspaceMaker {
  readonly #chance: () => number;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  /** By path. */
  files(): Map<string, GeneratedFile> {
    return new Map(modules.map((name) => [`${name}.py`, this.#file(name)]));
  }

  /** The file with one definition changed; undefined to take the file away, now and then. */
  edited(path: string, file: GeneratedFile | undefined): GeneratedFile | undefined {
    const edited = this.#edited(path, file);
    return edited && withoutDoubles(edited);
  }

  #edited(path: string, file: GeneratedFile | undefined): GeneratedFile | undefined {
    const name = path.replace('.py', '') as (typeof modules)[number];
    if (!file) return this.#file(name);
    const at = Math.floor(this.#chance() * file.length);
    const way = this.#chance();
    if (way < 0.05) return undefined;
    if (way < 0.2) return file.map((each, index) => (index === at ? `# moved\n${each}` : each));
    if (way < 0.3) return file.filter((_, index) => index === 0 || index !== at);
    if (way < 0.4) return file.map((each, index) => (index === at ? each.replace(/\w\n/, '\n') : each));
    if (way < 0.55) return [...file, this.#definition()];
    return file.map((each, index) => (index === at ? this.#another(name, each) : each));
  }

  #one<T>(items: readonly T[]): T {
    return items[Math.floor(this.#chance() * items.length)] as T;
  }

  #file(name: string): GeneratedFile {
    const count = 3 + Math.floor(this.#chance() * 3);
    const definitions = Array.from({ length: count }, () => this.#definition());
    return withoutDoubles([this.#head(name), this.#class(), ...definitions]);
  }

  #another(name: string, definition: string): string {
    return definition.includes('import threading') ? this.#head(name) : this.#definition();
  }

  #head(name: string): string {
    const before = modules.slice(0, modules.indexOf(name as (typeof modules)[number]));
    const other = before.length > 0 ? this.#one(before) : 'outside';
    const made = locks
      .slice(0, 3)
      .map((lock) => `${lock} = threading.${this.#one(['Lock', 'Lock', 'RLock', 'Condition'])}()`);
    const alias = this.#chance() < 0.5 ? `from ${other} import ${this.#one(locks)} as d` : '';
    return [
      `import threading`,
      `import ${other} as other`,
      `from ${other} import finish`,
      ...made,
      alias,
      '',
    ].join('\n');
  }

  #definition(): string {
    return this.#chance() < 0.35 ? this.#class() : this.#function();
  }

  #class(): string {
    const base = this.#one(['', '(other.Base)', '(other.Store)', '(threading.Thread)']);
    const values = ['threading.Lock()', 'threading.Lock()', 'other.Store()', 'a', 'None', 'peer'];
    const made = attributes
      .filter(() => this.#chance() < 0.6)
      .map((name) => `        self.${name} = ${this.#one(values)}\n`);
    const own = methods
      .filter(() => this.#chance() < 0.7)
      .map((name) => `    def ${name}(self, peer=None):\n${this.#block(methodScope(name), 8)}`);
    const head = `class ${this.#one(['Store', 'Base'])}${base}:\n    def __init__(self, peer=None):\n        pass\n`;
    return `${head}${made.join('')}${own.join('')}`;
  }

  #function(): string {
    const name = this.#one(functions);
    const scope = { receiver: 'peer', methods, functions: functions.slice(functions.indexOf(name) + 1) };
    return `def ${name}(peer=None):\n${this.#block(scope, 4)}`;
  }

  #block(scope: Scope, indent: number, depth = 0): string {
    const pad = ' '.repeat(indent);
    const count = 1 + Math.floor(this.#chance() * 3);
    return Array.from({ length: count }, () => {
      const lock = this.#one([...locks, `${scope.receiver}._lock`, `${scope.receiver}._other`, 'other.a']);
      if (depth < 2 && this.#chance() < 0.4)
        return `${pad}with ${lock}:\n${this.#block(scope, indent + 4, depth + 1)}`;
      return this.#statement(scope, lock)
        .map((line) => `${pad}${line}\n`)
        .join('');
    }).join('');
  }

  #statement({ receiver, methods, functions }: Scope, lock: string): readonly string[] {
    const method = methods.length > 0 ? this.#one(methods) : '_unknown';
    const call = functions.length > 0 ? this.#one(functions) : 'print';
    return this.#one([
      [`${receiver}.${method}()`],
      [`${receiver}._peer.${method}()`],
      [
        `other.${this.#one(['run', 'work', 'helper'])}(${this.#one(['a', receiver, 'other.Store()', 'other.run'])})`,
      ],
      [`${call}(${receiver})`],
      [`threading.Thread(target=${this.#one([call, `${receiver}.${method}`])}).start()`],
      [`other.Store(${receiver}).${this.#one(['put', 'take'])}()`],
      [`${lock}.acquire()`, `${call}(a)`, `${lock}.release()`],
      [`${receiver}.${this.#one(attributes)} = ${this.#one(['threading.Lock()', 'a', 'other.Store()'])}`],
      ['return other.Store()'],
      ['peer()'],
    ]);
  }
}

function methodScope(name: string): Scope {
  return { receiver: 'self', methods: methods.slice(methods.indexOf(name) + 1), functions: [] };
}

/** Each name is bound once: what may be several things, some of them itself, is a matter of the order of questions. */
function withoutDoubles(file: GeneratedFile): GeneratedFile {
  const names = file.map((each) => /(?:def|class) (\w+)/.exec(each)?.[1]);
  return file.filter((_, index) => names[index] === undefined || names.indexOf(names[index]) === index);
}
