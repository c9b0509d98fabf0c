/**
 * Places of a Python program, as they turn up: an event names a code object and an instruction of it; the first one of a
 * line defines its file and its site in the trace.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefinitionKind } from '../../trace/definitions.js';
import type { RecordWriter, Row } from './recordWriter.js';

/** The line table of one of the program's code objects: where lines change. */
interface Code {
  readonly file: number;
  readonly offsets: readonly number[];
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  /** Sites of instructions. */
  readonly sites: Map<number, number>;
}

interface Made {
  readonly line: number;
  readonly column: number;
  readonly name: string;
}

const nowhere = { thread: 0, info: 0, timeNs: 0, a: 0, b: 0 } as const;

/** Files and sites have numbers of their own in the whole run; code objects, in one process. */
export class Places {
  readonly #files: string[] = [];
  readonly #names = new Map<string, Made[]>();
  readonly #sites = new Map<string, number>();
  #lastSite = 0;

  constructor(
    readonly writer: RecordWriter,
    /** The folder that relative paths start from. */
    readonly folder: string,
  ) {}

  /** Index of a file; told to the trace when it is new. */
  file(path: string): number {
    const known = this.#files.indexOf(path);
    if (known >= 0) return known;
    this.#files.push(path);
    this.#define({
      kind: DefinitionKind.Source,
      object: this.#files.length - 1,
      site: 0,
      text: `${this.#hash(path)} ${path}`,
    });
    return this.#files.length - 1;
  }

  /** How the program calls what it makes in a file: the path, then lines of line, column and name. */
  addNames(payload: Buffer): void {
    const [path = '', ...entries] = payload.toString('utf8').split('\n');
    const made = entries.flatMap((entry) => {
      const [line, column, ...name] = entry.split(' ');
      return name.length > 0 ? [{ line: Number(line), column: Number(column), name: name.join(' ') }] : [];
    });
    this.#names.set(path, made);
  }

  /** The site of a line; told to the trace when it is new. `nth`: which of the instructions of that line. */
  site(file: number, line: number, column: number, nth: number): number {
    const path = this.#files[file] as string;
    const key = `${file}:${line}:${column}:${column === 0 ? nth : 0}`;
    const known = this.#sites.get(key);
    if (known !== undefined) return known;
    const made = this.#names.get(path)?.filter((each) => each.line === line) ?? [];
    // Without columns the one thing that a line makes is meant by whatever instruction of it.
    const only = made.length === 1 ? made[0] : undefined;
    const found = column > 0 ? made.find((each) => each.column === column) : (made[nth] ?? only);
    const site = ++this.#lastSite;
    this.#sites.set(key, site);
    this.#define({
      kind: DefinitionKind.Site,
      object: file,
      site,
      a: line,
      b: Math.max(column, found?.column ?? 1),
      text: found?.name,
    });
    return site;
  }

  #define(row: Partial<Row> & Pick<Row, 'kind' | 'object' | 'site' | 'text'>): void {
    this.writer.write({ ...nowhere, ...row });
  }

  #hash(path: string): string {
    try {
      return createHash('sha256')
        .update(readFileSync(join(this.folder, path)))
        .digest('hex');
    } catch {
      return '0';
    }
  }
}

/** Code objects of one process. One that was forked calls those that its parent had as that does. */
export class Codes {
  readonly #codes = new Map<number, Code>();

  constructor(
    readonly places: Places,
    readonly parent?: Codes,
  ) {}

  /** Count of entries, entries of offset, line and column, path. */
  add(number: number, payload: Buffer): void {
    if (this.#codes.has(number)) return; // Two threads were the first ones to name it.
    const count = payload.readUInt32LE(0);
    const path = payload.toString('utf8', 4 + 12 * count);
    const column = (which: number): number[] =>
      Array.from({ length: count }, (_, i) => payload.readUInt32LE(4 + 12 * i + 4 * which));
    this.#codes.set(number, {
      file: this.places.file(path),
      offsets: column(0),
      lines: column(1),
      columns: column(2),
      sites: new Map(),
    });
  }

  /** Site of an instruction; 0 for none of the program's own. */
  site(number: number, offset: number): number {
    const code = this.find(number);
    if (!code) return 0;
    const known = code.sites.get(offset);
    if (known !== undefined) return known;
    const at = entryAt(code.offsets, offset);
    const line = code.lines[at] ?? 0;
    const nth = [...code.sites.keys()].filter((each) => code.lines[entryAt(code.offsets, each)] === line);
    const site = this.places.site(code.file, line, code.columns[at] ?? 0, nth.length);
    code.sites.set(offset, site);
    return site;
  }

  private find(number: number): Code | undefined {
    return this.#codes.get(number) ?? this.parent?.find(number);
  }

  /** File and line of an instruction, for an event that says them itself. */
  lineOf(number: number, offset: number): { file: number; line: number } {
    const code = this.find(number);
    if (!code) return { file: 0, line: 0 };
    return { file: code.file, line: code.lines[entryAt(code.offsets, offset)] ?? 0 };
  }
}

/** The last entry that begins at or before an offset. */
function entryAt(offsets: readonly number[], offset: number): number {
  let at = offsets.length - 1;
  while (at > 0 && (offsets[at] as number) > offset) at--;
  return at;
}
