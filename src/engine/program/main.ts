/**
 * A program worker: waits for a run, takes part in it, waits for the next. It never returns to its event loop; messages
 * are fetched by hand after a wait on the mailbox, so a parked worker costs nothing and wakes in microseconds.
 */
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type AttachMessage, Mailbox } from './messages.js';
import { takePart } from './participate.js';
import { enterSandbox } from './sandbox.js';

const { port, mailbox } = workerData as { port: MessagePort; mailbox: Int32Array };
enterSandbox();
Atomics.store(mailbox, Mailbox.Up, 1);

for (let seen = 0; ; ) {
  Atomics.wait(mailbox, Mailbox.Sent, seen);
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    seen++;
    takePart(next.message as AttachMessage);
    Atomics.store(mailbox, Mailbox.Busy, 0);
  }
}
