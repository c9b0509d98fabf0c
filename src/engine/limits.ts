/** Limits of a run, for those who may not know the runtime. */
export { defaultThreadLimit, mostThreads } from '../runtime/memory.js';
