/** What may be wrong with a socket when a call of it begins: the errors of Python's `socket`. */
import { BrokenPipeError, ConnectionRefusedError, ConnectionResetError, OSError } from '../errors.js';
import type { Kernel } from '../kernel.js';
import { Shut, SocketProblem, SocketState, SocketWords } from './words.js';

export function leaveWith(kernel: Kernel, socket: number, problem: Error): never {
  kernel.leave(socket);
  throw problem;
}
export function openProblem(kernel: Kernel, socket: number): Error | undefined {
  const isClosed = kernel.words[socket + SocketWords.State] === SocketState.Closed;
  return isClosed ? new OSError('Bad file descriptor') : undefined;
}
export function checkOpen(kernel: Kernel, socket: number): void {
  const problem = openProblem(kernel, socket);
  if (problem) throw problem;
}
export function connectProblem(words: Int32Array, socket: number): Error | undefined {
  const state = words[socket + SocketWords.State];
  if (state === SocketState.Connected) return new OSError('Transport endpoint is already connected');
  return state === SocketState.Connecting ? new OSError('Operation already in progress') : undefined;
}
export function readProblem(words: Int32Array, socket: number): Error | undefined {
  const state = words[socket + SocketWords.State];
  if (state === SocketState.Connected || words[socket + SocketWords.Problem] !== SocketProblem.None)
    return undefined;
  return new OSError('Transport endpoint is not connected');
}
export function writeProblem(words: Int32Array, socket: number): Error | undefined {
  const problem = takeProblem(words, socket);
  if (problem) return problem;
  if (((words[socket + SocketWords.Shut] as number) & Shut.Write) !== 0)
    return new BrokenPipeError('Broken pipe');
  return words[socket + SocketWords.State] === SocketState.Connected
    ? undefined
    : new BrokenPipeError('Broken pipe');
}

/** What went wrong since, once; a connection that was reset is over. */
export function takeProblem(words: Int32Array, socket: number): Error | undefined {
  const problem = words[socket + SocketWords.Problem];
  words[socket + SocketWords.Problem] = SocketProblem.None;
  if (problem === SocketProblem.None) return undefined;
  if (problem === SocketProblem.Refused) return new ConnectionRefusedError('Connection refused');
  words[socket + SocketWords.Eof] = 1;
  words[socket + SocketWords.Shut] = (words[socket + SocketWords.Shut] as number) | Shut.Write;
  return problem === SocketProblem.Reset
    ? new ConnectionResetError('Connection reset by peer')
    : new BrokenPipeError('Broken pipe');
}
