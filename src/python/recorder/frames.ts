/** What comes over a tracer's connection, cut into the pieces that it was sent in. See tracer/threadlanes_tracer/wire.py. */

export const FrameKind = {
  Names: 3,
  Events: 4,
  Hello: 5,
  /** The process is over. */
  Bye: 6,
  /** All that it recorded before a time has been sent. */
  Mark: 7,
  /** All has been sent: what the process does next may end it. */
  Sent: 8,
} as const;
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

export interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
}

const headBytes = 8;

export class FrameReader {
  #chunks: Buffer[] = [];
  #length = 0;

  /** The frames that are whole now. */
  *read(chunk: Buffer): Generator<Frame> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (let frame = this.#next(); frame; frame = this.#next()) yield frame;
  }

  #next(): Frame | undefined {
    const head = this.#first(headBytes);
    const length = head?.readUInt32LE(4) ?? 0;
    const whole = head && this.#first(headBytes + length);
    if (!whole) return undefined;
    const payload = whole.subarray(headBytes, headBytes + length);
    this.#drop(headBytes + length);
    return { kind: whole.readUInt32LE(0), payload };
  }

  /** A piece that begins with so many bytes; undefined while they are not all there. Each byte is moved once a frame. */
  #first(count: number): Buffer | undefined {
    if (this.#length < count) return undefined;
    if ((this.#chunks[0] as Buffer).length < count) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0];
  }

  #drop(count: number): void {
    const [first, ...others] = this.#chunks;
    this.#chunks = [(first as Buffer).subarray(count), ...others];
    this.#length -= count;
  }
}
