// A print queue with room for three jobs, first in, first out. put
// waits while it is full and get while it is empty; the nowait forms
// throw Full and Empty instead of waiting.
import { Empty, Full, print, Queue, sleep, Thread } from 'threadlanes';

const jobs = new Queue<string>(3);

function tell(when: string) {
  print(`${when}: ${jobs.qsize()} waiting, empty ${jobs.empty()}, full ${jobs.full()}`);
}

export function office() {
  tell('morning');
  for (const job of ['letter', 'list', 'poster']) jobs.put(job);
  tell('three jobs');
  try {
    jobs.putNowait('photo');
  } catch (error) {
    if (error instanceof Full) print('Full: no room for the photo');
  }
  jobs.put('photo'); // waits until the printer takes a job, at 2 s
  print('the photo is in the queue');
}

export function printer() {
  sleep(2); // it has to warm up
  for (let n = 1; n <= 4; n++) {
    print(`prints the ${jobs.get()}`);
    sleep(1);
  }
  try {
    jobs.getNowait();
  } catch (error) {
    if (error instanceof Empty) print('Empty: nothing left to print');
  }
}

export function main() {
  const threads = [
    new Thread({ name: 'office', target: office }),
    new Thread({ name: 'printer', target: printer }),
  ];
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
}
