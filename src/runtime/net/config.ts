/** How fast the network is and what goes wrong in it: settings for all sockets, or for one. */
import type { Kernel } from '../kernel.js';
import { ConfigDoubles, configDoubles } from './words.js';

export interface Settings {
  /** Seconds that anything takes from end to end. */
  readonly latency?: number;
  /** Bytes a second. */
  readonly bandwidth?: number;
  /** Bytes a segment: what is sent at once arrives in pieces of so many. */
  readonly segmentBytes?: number;
  /** Seconds that copying to the process takes: a call, and a byte. */
  readonly copy?: number;
  readonly copyPerByte?: number;
  /** Bytes that a socket keeps for its process. */
  readonly bufferBytes?: number;
  /** Failures: connections are refused, reset after so many bytes, or nothing ever arrives. */
  readonly refuse?: boolean;
  readonly resetAfter?: number;
  readonly lose?: boolean;
}

const defaultBufferBytes = 65_536;

export function defaultConfig(kernel: Kernel): number {
  const at = kernel.allocator.allocate(configDoubles * 8);
  const from = at >> 1;
  kernel.memory.doubles.fill(0, from, from + configDoubles);
  kernel.memory.doubles[from + ConfigDoubles.BufferBytes] = defaultBufferBytes;
  kernel.memory.doubles[from + ConfigDoubles.ResetAfter] = -1;
  return at;
}

/** A copy of settings that can be changed on its own. */
export function copyConfig(kernel: Kernel, config: number): number {
  const at = kernel.allocator.allocate(configDoubles * 8);
  kernel.memory.doubles.copyWithin(at >> 1, config >> 1, (config >> 1) + configDoubles);
  return at;
}

/** Throws RangeError for numbers that make no sense. */
export function configureAt(kernel: Kernel, config: number, given: Settings): void {
  const set = (name: keyof Settings, place: number, factor: number, least = 0): void => {
    const value = given[name];
    if (value === undefined) return;
    const number = Number(value);
    if (!(number >= least)) throw new RangeError(`${name} is a number of at least ${least}`);
    kernel.memory.doubles[(config >> 1) + place] = factor === 1 ? number : Math.round(number * factor);
  };
  set('latency', ConfigDoubles.LatencyNs, 1e9);
  set('bandwidth', ConfigDoubles.Bandwidth, 1);
  set('segmentBytes', ConfigDoubles.SegmentBytes, 1);
  set('copy', ConfigDoubles.CopyNs, 1e9);
  set('copyPerByte', ConfigDoubles.CopyNsPerByte, 1e9);
  set('bufferBytes', ConfigDoubles.BufferBytes, 1, 1);
  set('refuse', ConfigDoubles.Refuses, 1);
  set('resetAfter', ConfigDoubles.ResetAfter, 1);
  set('lose', ConfigDoubles.Loses, 1);
}

export function setting(kernel: Kernel, config: number, place: number): number {
  return kernel.memory.doubles[(config >> 1) + place] as number;
}
