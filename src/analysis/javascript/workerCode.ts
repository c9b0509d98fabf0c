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

/** Whether a file's name or text shows that (part of) it runs in a worker; one that can be either counts as one. */
export function isWorkerCode(path: string, text: string): boolean {
  return inPath.test(path) || signs.some((sign) => sign.test(text));
}
