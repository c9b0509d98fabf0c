/** Messages of the page, checked: it is the one place where something of less trust speaks to the host. */
import type { PageToHost } from '../protocol/page.js';

/** The message, or undefined if it is none that a page may send. */
export function checkedMessage(value: unknown): PageToHost | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, run, site, mode, seed, variant } = value as Record<string, unknown>;
  if (type === 'ready') return { type };
  if (type === 'stop' && isCount(run)) return { type, run };
  if (type === 'reveal' && isCount(run) && isCount(site)) return { type, run, site };
  if (type === 'again' && (mode === 'live' || mode === 'controlled') && isCount(seed) && isCount(variant)) {
    return { type, mode, seed, variant };
  }
  return undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
