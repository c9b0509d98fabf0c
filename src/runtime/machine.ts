/** `export const machine = {...}`: the processors of a controlled run, for all variants or one by one. */
import { current, type Kernel } from './kernel.js';
import { Control, mostThreads } from './memory.js';

const defaultQuantumMs = 5;

interface Machine {
  readonly processors?: unknown;
  readonly quantumMs?: unknown;
  readonly variants?: Readonly<Record<string, Machine>>;
}

/** What a program is told when it asks how many processors there are and none were said: as many as a small machine has. */
const processorsByDefault = 2;

export function cpuCount(): number {
  const kernel = current();
  kernel.point(0);
  return (kernel.words[Control.Processors] as number) || processorsByDefault;
}

/** Called by the main thread when the modules are there. Throws RangeError for numbers that make no sense. */
export function setUpMachine(kernel: Kernel, exported: unknown, variant: string | null): void {
  const all = (exported ?? {}) as Machine;
  const own = (variant !== null && all.variants?.[variant]) || {};
  const { processors = 0, quantumMs = defaultQuantumMs } = { ...all, ...own };
  if (!Number.isInteger(processors) || (processors as number) < 0 || (processors as number) > mostThreads)
    throw new RangeError(
      `machine.processors is a whole number up to ${mostThreads}, not ${String(processors)}`,
    );
  if (typeof quantumMs !== 'number' || !(quantumMs > 0))
    throw new RangeError(`machine.quantumMs is a number above 0, not ${String(quantumMs)}`);
  kernel.words[Control.Processors] = processors as number;
  kernel.memory.setDouble(Control.Quantum, Math.round(quantumMs * 1e6));
}
