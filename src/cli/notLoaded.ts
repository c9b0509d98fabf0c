/** The error of a program that could not be loaded, in one line. */
import type { Explored } from '../engine/explore/exploreApi.js';
import { problemWords } from '../trace/words/sayProblem.js';
import { language } from './text/language.js';
import { UsageError } from './usageError.js';

export function notLoaded(end: Pick<Explored, 'loadProblems' | 'problems'>): Error {
  const [first] = end.loadProblems;
  if (!first)
    return new Error(problemWords(end.problems[0]?.message ?? 'the program could not be run', language));
  const words = problemWords(first.message, language);
  return new UsageError(first.line > 0 ? `${first.file}:${first.line}:${first.column}: ${words}` : words);
}
