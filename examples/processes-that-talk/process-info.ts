// A web server starts two workers. Each process has a number (pid), knows the
// number of the process that started it (ppid), and has a name, which is for
// people only.
import { print } from 'threadlanes';
import { currentProcess, getpid, getppid, Process, Queue } from 'threadlanes/multiprocessing';

export function serve(log: Queue<{ name: string; pid: number; ppid: number }>) {
  log.put({ name: currentProcess().name, pid: getpid(), ppid: getppid() });
}

export function main() {
  const log = new Queue<{ name: string; pid: number; ppid: number }>();
  const workers = [
    new Process({ name: 'worker-1', target: serve, args: [log] }),
    new Process({ name: 'worker-2', target: serve, args: [log] }),
  ];
  print(`the server is ${getpid()}; worker-1, not started yet, is ${workers[0]?.pid}`);
  for (const worker of workers) worker.start();

  const found = workers.map(() => log.get());
  for (const { name, pid, ppid } of found) print(`${name} is ${pid}, started by ${ppid}`);
  for (const worker of workers) worker.join();
  return found.every(({ ppid }) => ppid === getpid());
}
