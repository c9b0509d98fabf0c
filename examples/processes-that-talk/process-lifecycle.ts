// A video converter hangs. Its parent waits for two seconds, sees that it is
// still alive, and ends it. The disk watcher is a daemon: nobody has to end it,
// it ends when its parent does.
import { print, sleep } from 'threadlanes';
import { Process } from 'threadlanes/multiprocessing';

export function convert() {
  sleep(60);
  print('converted'); // never: it is ended before
}

export function watchDisk() {
  for (let i = 1; i <= 100; i++) {
    sleep(1);
    print(`disk looked at: ${i}`);
  }
}

function show(moment: string, process: Process) {
  print(`${moment}: ${process.isAlive() ? 'alive' : 'not alive'}, exit code ${process.exitcode ?? 'none'}`);
}

export function main() {
  const converter = new Process({ name: 'converter', target: convert });
  const watcher = new Process({ name: 'watcher', target: watchDisk, daemon: true });
  show('made', converter);
  converter.start();
  watcher.start();
  show('started', converter);

  converter.join(2.5); // waits for 2.5 s at most; whether it has ended, one has to ask
  show('after waiting', converter);

  converter.terminate(); // it has no chance to tidy up
  converter.join(); // now it is gone, and its exit code is there: minus the number of the signal
  show('terminated', converter);
}
