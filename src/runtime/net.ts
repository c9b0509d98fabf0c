/** The module `threadlanes/net`, as a program imports it: exactly what types/threadlanes/net.d.ts promises. */
import { current } from './kernel.js';
import { configureAt, type Settings } from './net/config.js';
import { network } from './net/network.js';
import { NetworkWords } from './net/words.js';

export {
  BlockingIOError,
  BrokenPipeError,
  ConnectionRefusedError,
  ConnectionResetError,
  OSError,
  TimeoutError,
} from './errors.js';
export { EPOLLIN, EPOLLOUT, epoll } from './net/epoll.js';
export { POLLERR, POLLHUP, POLLIN, POLLOUT, POLLPRI, poll, select } from './net/select.js';
export { DefaultSelector, EVENT_READ, EVENT_WRITE } from './net/selectors.js';
export { onSignal, pause, recvAsync } from './net/signals.js';
export { SHUT_RD, SHUT_RDWR, SHUT_WR, Socket as socket, socketpair } from './net/socket.js';
export { MSG_PEEK } from './net/socketWaits.js';
export { decode, encode } from './net/transmit.js';

/** Settings of all sockets that have none of their own. */
export function configure(settings: Settings): void {
  const kernel = current();
  kernel.point(0);
  configureAt(kernel, kernel.words[network(kernel) + NetworkWords.Config] as number, settings);
}
