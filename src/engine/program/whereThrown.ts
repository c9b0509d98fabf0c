/** Where in the program an exception was thrown, read off its stack: loading keeps line numbers as they are. */
import type { Thrown } from '../../runtime/kernel.js';
import { fileScheme } from './compile.js';

const frozen = /read only property|not extensible|Cannot delete property|Cannot redefine property/;

export function describeThrown(error: unknown, files: readonly string[]): Thrown {
  if (!(error instanceof Error)) return { message: `threw ${String(error)}`, file: 0, line: 0 };
  const hint =
    error instanceof TypeError && frozen.test(error.message)
      ? '. It is a plain value that every thread has a copy of, so it cannot be changed: use shared(), a Queue, or a local variable'
      : '';
  return { message: `${error.name}: ${error.message}${hint}`, ...firstFrame(error.stack ?? '', files) };
}

function firstFrame(stack: string, files: readonly string[]): { file: number; line: number } {
  for (const line of stack.split('\n')) {
    const from = line.indexOf(fileScheme);
    if (from < 0) continue;
    const match = /^(.*?):(\d+)(?::\d+)?\)?$/.exec(line.slice(from + fileScheme.length));
    const file = match ? files.indexOf(match[1] as string) : -1;
    if (match && file >= 0) return { file, line: Number(match[2]) };
  }
  return { file: 0, line: 0 };
}
