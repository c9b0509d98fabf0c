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

/** Whether a file's text shows that (part of) it runs in a worker; a file that can be either counts as one. */
export function isWorkerCode(text: string): boolean {
  return signs.some((sign) => sign.test(text));
}
