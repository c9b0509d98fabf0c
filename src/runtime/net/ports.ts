/** Who is bound to which port of the machine: a list of sockets, under the network's guard. */
import { OSError } from '../errors.js';
import type { Kernel } from '../kernel.js';
import { network } from './network.js';
import { NetworkWords, SocketWords } from './words.js';

/** Gives the socket a port; 0 asks for any that is free. Throws OSError where it is taken. */
export function bind(kernel: Kernel, socket: number, wanted: number): void {
  const { words } = kernel;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new RangeError('bind(): port must be 0-65535.');
  if (words[socket + SocketWords.Port] !== 0) throw new OSError('Invalid argument');
  const net = network(kernel);
  kernel.enterNested(net);
  const isTaken = wanted !== 0 && boundTo(words, net, wanted);
  if (!isTaken) {
    words[socket + SocketWords.Port] = wanted === 0 ? freePort(words, net) : wanted;
    words[socket + SocketWords.PreviousBound] = words[net + NetworkWords.LastBound] as number;
    words[net + NetworkWords.LastBound] = socket;
  }
  kernel.leaveInside(net);
  if (isTaken) throw new OSError('Address already in use');
}

export function unbind(kernel: Kernel, socket: number): void {
  const { words } = kernel;
  const net = network(kernel);
  kernel.enterNested(net);
  let link = net + NetworkWords.LastBound;
  while (words[link] !== 0 && words[link] !== socket)
    link = (words[link] as number) + SocketWords.PreviousBound;
  if (words[link] === socket) words[link] = words[socket + SocketWords.PreviousBound] as number;
  kernel.leaveInside(net);
}

function boundTo(words: Int32Array, net: number, port: number): boolean {
  for (
    let at = words[net + NetworkWords.LastBound] as number;
    at !== 0;
    at = words[at + SocketWords.PreviousBound] as number
  )
    if (words[at + SocketWords.Port] === port) return true;
  return false;
}

function freePort(words: Int32Array, net: number): number {
  let port = words[net + NetworkWords.NextPort] as number;
  while (boundTo(words, net, port)) port++;
  words[net + NetworkWords.NextPort] = port + 1;
  return port;
}
