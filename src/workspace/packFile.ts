/**
 * A file of named texts: written whole, read at once, parsed only where asked for. The first line says what it is; then
 * come the entries' texts and, at the end, the index. One file, because a thousand small ones take longer to open than
 * to parse. Reading never throws: a file that is not whole, or of another version, is as good as none.
 */
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const format = 'threadlanes-pack 1';
/** The last 16 bytes are the index's offset, in decimal. */
const trailerBytes = 16;

interface Place {
  readonly offset: number;
  readonly length: number;
}

export class PackFile {
  readonly #bytes: Buffer;
  readonly #index: ReadonlyMap<string, Place>;

  private constructor(bytes: Buffer, index: ReadonlyMap<string, Place>) {
    this.#bytes = bytes;
    this.#index = index;
  }

  static read(path: string, stamp: string): PackFile {
    try {
      const bytes = readFileSync(path);
      const head = `${format} ${stamp}\n`;
      if (bytes.toString('utf8', 0, Buffer.byteLength(head)) !== head) return PackFile.empty();
      const indexAt = Number(bytes.toString('utf8', bytes.length - trailerBytes));
      const rows = JSON.parse(bytes.toString('utf8', indexAt, bytes.length - trailerBytes)) as [
        string,
        number,
        number,
      ][];
      return new PackFile(bytes, new Map(rows.map(([name, offset, length]) => [name, { offset, length }])));
    } catch {
      return PackFile.empty();
    }
  }

  static empty(): PackFile {
    return new PackFile(Buffer.alloc(0), new Map());
  }

  bytes(name: string): Buffer | undefined {
    const place = this.#index.get(name);
    return place && this.#bytes.subarray(place.offset, place.offset + place.length);
  }
}

/**
 * Writes a pack entry by entry, so that nothing has to be held in memory. The file is replaced at the end, at once: who
 * reads at the same time sees the old one or the new one. Methods throw as fs does; after that, call `abandon`.
 */
export class PackWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: number;
  readonly #index: [string, number, number][] = [];
  #offset: number;

  constructor(path: string, stamp: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#temporary = `${path}.${process.pid}`;
    this.#file = openSync(this.#temporary, 'w');
    this.#offset = writeSync(this.#file, Buffer.from(`${format} ${stamp}\n`));
  }

  add(name: string, bytes: Uint8Array): void {
    this.#index.push([name, this.#offset, bytes.length]);
    this.#write(bytes);
  }

  finish(): void {
    const indexAt = this.#offset;
    this.#write(Buffer.from(JSON.stringify(this.#index)));
    this.#write(Buffer.from(String(indexAt).padStart(trailerBytes)));
    closeSync(this.#file);
    renameSync(this.#temporary, this.#path);
  }

  abandon(): void {
    try {
      closeSync(this.#file);
    } catch {
      // It was closed already.
    }
    rmSync(this.#temporary, { force: true });
  }

  /** A disk that fills up may take a part only. */
  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done, bytes.length - done);
    this.#offset += bytes.length;
  }
}
