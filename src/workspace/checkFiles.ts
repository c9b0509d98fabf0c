/**
 * One check of a set of files, from reading to findings, by way of the cache: nothing is parsed whose text was parsed
 * before, and nothing is analysed when all texts are as they were. Keeps nothing in memory afterwards.
 */
import { relative, sep } from 'node:path';
import type { Analyser } from '../analysis/analyse.js';
import type { Finding } from '../analysis/finding.js';
import { type CacheOptions, type FileHash, ModelCache } from './modelCache.js';
import { countLines, readSource, type SourceFile } from './readSource.js';
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

/** A file that was left out, and why. */
export interface LeftOut {
  /** From the base, with `/`. */
  readonly path: string;
  readonly why: string;
}

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
  const { sources, unread } = await readAll(request);
  const cache = new ModelCache(request.cache, request.base);
  const lines = sources.reduce((sum, { text }) => sum + countLines(text), 0);
  const known = cache.findings(sources);
  if (known) return { files: sources.length, lines, findings: known, leftOut: unread };
  const { findings, unparsed } = await analyse(request, sources, cache);
  // A file that could not be parsed must be said again, so such a set is never taken from the cache.
  if (unparsed.length === 0) cache.keepFindings(sources, findings);
  return { files: sources.length, lines, findings, leftOut: [...unread, ...unparsed] };
}

export function pathFrom(base: string, file: string): string {
  return relative(base, file).split(sep).join('/');
}

async function readAll(request: CheckRequest): Promise<{ sources: Read[]; unread: LeftOut[] }> {
  const { files, base, progress } = request;
  const sources: Read[] = [];
  const unread: LeftOut[] = [];
  for (const [index, file] of files.entries()) {
    progress?.('read', index, files.length);
    const path = pathFrom(base, file);
    const result = await readSource(file);
    if ('problem' in result) unread.push({ path, why: result.problem });
    else sources.push({ path, ...(result.source satisfies SourceFile) });
  }
  return { sources, unread };
}

async function analyse(
  request: CheckRequest,
  sources: readonly Read[],
  cache: ModelCache,
): Promise<{ findings: readonly Finding[]; unparsed: LeftOut[] }> {
  const analyser = request.makeAnalyser();
  const unparsed: LeftOut[] = [];
  let syntax: Syntax | undefined;
  for (const [index, source] of sources.entries()) {
    request.progress?.('parse', index, sources.length);
    let model = cache.model(source);
    if (!model) {
      syntax ??= await request.syntax();
      try {
        model = syntax.lower(source.path, source.text);
      } catch (error) {
        unparsed.push({ path: source.path, why: error instanceof Error ? error.message : String(error) });
        continue;
      }
      cache.keepModel(source, model);
    }
    analyser.setFile(source.path, model);
  }
  cache.save();
  request.progress?.('analyse', sources.length, sources.length);
  return { findings: analyser.findings(), unparsed };
}
