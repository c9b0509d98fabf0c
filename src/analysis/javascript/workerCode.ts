/** Which files run inside a worker, by what they use: there, nothing but the worker itself waits for its event loop. */

const signs = [
  /\bparentPort\b/,
  /\bworkerData\b/,
  /\bisMainThread\b/,
  /\bself\s*\.\s*(?:onmessage|postMessage)\b/,
  /\bself\s*\.\s*addEventListener\(\s*['"]message/,
  /\b(?:Dedicated|Shared)WorkerGlobalScope\b/,
  /\bWorkerGlobalScope\b/,
  /\bimportScripts\s*\(/,
];

const inPath = /(?:^|[/._-])workers?(?:[/._-]|$)/i;

/**
 * Whether a file's name or text shows that (part of) it runs in a worker; one that can be either counts as one. Whoever
 * only waits on shared memory that somebody else has made is perhaps the worker.
 */
export function workerCode(path: string, text: string): 'yes' | 'perhaps' | undefined {
  if (inPath.test(path) || signs.some((sign) => sign.test(text))) return 'yes';
  return text.includes('Atomics.wait') && !/\bnew\s+SharedArrayBuffer\b/.test(text) ? 'perhaps' : undefined;
}
