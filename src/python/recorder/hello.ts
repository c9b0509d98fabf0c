/** The first frame of a process: the run's secret, and who it is. See tracer/threadlanes_tracer/wire.py. */

/** Of the run's secret, in hexadecimal digits. */
export const tokenLength = 32;

/** What a process says of itself, behind the secret. */
export interface Hello {
  readonly pid: number;
  readonly parent: number;
  /** When it began, by the machine's clock. */
  readonly bornNs: number;
  /** It has copies of all that its parent has. */
  readonly isForked: boolean;
  /** Name of the file of what it records; '' if it has none. */
  readonly file: string;
}

export function readHello(payload: Buffer): Hello {
  return {
    pid: Number(payload.readBigUInt64LE(tokenLength)),
    parent: Number(payload.readBigUInt64LE(tokenLength + 8)),
    bornNs: Number(payload.readBigUInt64LE(tokenLength + 16)),
    isForked: payload.readUInt8(tokenLength + 24) === 1,
    file: payload.toString('utf8', tokenLength + 25),
  };
}
