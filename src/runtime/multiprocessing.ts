/** The module `threadlanes/multiprocessing`, as a program imports it: what types/threadlanes/multiprocessing.d.ts promises. */
export {
  activeChildren,
  currentProcess,
  getpid,
  getppid,
  Process,
  parentProcess,
} from './processes/process.js';
