/**
 * One check of a set of files, from reading to findings, by way of the cache: nothing is parsed whose text was parsed
 * before, and nothing is analysed when all texts are as they were. Keeps nothing in memory afterwards.
 */
import { relative, sep } from 'node:path';
import type { Analyser } from '../analysis/analyse.js';
import type { Finding } from '../analysis/finding.js';
import { type LeftOut, whyPartly } from './leftOut.js';
import { type Answer, type CacheOptions, type FileHash, ModelCache } from './modelCache.js';
import { countLines, readSourceNow, type SourceFile } from './readSource.js';
import type { Syntax } from './syntax.js';

export interface CheckRequest {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** The folder that paths are told from; imports are looked up below it. */
  readonly base: string;
  readonly syntax: () => Promise<Syntax>;
  readonly makeAnalyser: () => Analyser;
  readonly cache: CacheOptions;
  readonly progress?: (step: CheckStep, done: number, of: number) => void;
}

export type CheckStep = 'read' | 'parse' | 'analyse';

export interface CheckResult {
  readonly files: number;
  readonly lines: number;
  /** Paths are told from the base, with `/`. */
  readonly findings: readonly Finding[];
  readonly leftOut: readonly LeftOut[];
}

interface Read extends FileHash {
  readonly text: string;
}

export async function checkFiles(request: CheckRequest): Promise<CheckResult> {
  const { sources, unread } = readAll(request);
  const cache = new ModelCache(request.cache, request.base);
  const lines = sources.reduce((sum, { text }) => sum + countLines(text), 0);
  const known = cache.answer(sources);
  if (known) return { files: sources.length, lines, ...known, leftOut: [...unread, ...known.leftOut] };
  const { findings, leftOut } = await analyse(request, sources, cache);
  // To parse a file may have taken too long only this time.
  if (leftOut.every(({ partly }) => partly)) cache.keepAnswer(sources, { findings, leftOut });
  return { files: sources.length, lines, findings, leftOut: [...unread, ...leftOut] };
}

export function pathFrom(base: string, file: string): string {
  return relative(base, file).split(sep).join('/');
}

function readAll(request: CheckRequest): { sources: Read[]; unread: LeftOut[] } {
  const { files, base, progress } = request;
  const sources: Read[] = [];
  const unread: LeftOut[] = [];
  for (const [index, file] of files.entries()) {
    progress?.('read', index, files.length);
    const path = pathFrom(base, file);
    const result = readSourceNow(file);
    if ('problem' in result) unread.push({ path, why: result.problem, partly: false });
    else sources.push({ path, ...(result.source satisfies SourceFile) });
  }
  return { sources, unread };
}

async function analyse(request: CheckRequest, sources: readonly Read[], cache: ModelCache): Promise<Answer> {
  const analyser = request.makeAnalyser();
  const leftOut: LeftOut[] = [];
  let syntax: Syntax | undefined;
  for (const [index, source] of sources.entries()) {
    request.progress?.('parse', index, sources.length);
    let model = cache.model(source);
    if (!model) {
      syntax ??= await request.syntax();
      try {
        model = syntax.lower(source.path, source.text);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        leftOut.push({ path: source.path, why, partly: false });
        continue;
      }
      cache.keepModel(source, model);
    }
    if (model.brokenAt !== undefined)
      leftOut.push({ path: source.path, why: whyPartly(model.brokenAt), partly: true });
    analyser.setFile(source.path, model);
  }
  cache.save();
  request.progress?.('analyse', sources.length, sources.length);
  return { findings: analyser.findings(), leftOut };
}
