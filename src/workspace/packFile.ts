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

  /** Replaces the file at once, so that who reads at the same time sees the old one or the new one. Throws as fs does. */
  static write(path: string, stamp: string, entries: Iterable<readonly [string, Uint8Array]>): void {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}`;
    const file = openSync(temporary, 'w');
    try {
      const head = Buffer.from(`${format} ${stamp}\n`);
      let offset = writeSync(file, head);
      const index: [string, number, number][] = [];
      for (const [name, bytes] of entries) {
        index.push([name, offset, bytes.length]);
        offset += writeSync(file, bytes);
      }
      writeSync(file, Buffer.from(JSON.stringify(index)));
      writeSync(file, Buffer.from(String(offset).padStart(trailerBytes)));
    } finally {
      closeSync(file);
    }
    try {
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }
}
