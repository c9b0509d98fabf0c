/** What tests ask the explorer for, where they do not say otherwise. */
import { join } from 'node:path';
import type { ExploreRequest } from '../src/engine/explore/exploreApi.js';

const root = join(import.meta.dirname, '..');

/** `file` is a path inside the repository. */
export function exploreRequest(file: string, given: Partial<ExploreRequest>): ExploreRequest {
  const limits = { depth: 3, schedules: 100, timeMs: 300_000, timeoutMs: 20_000, keepsGoing: true };
  const asked = { variant: null, args: [], strategy: 'random', seed: 1 } as const;
  return { entry: join(root, file), program: file, ...asked, ...limits, ...given };
}
