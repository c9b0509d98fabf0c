/** What a lock under the pointer is about: where it is taken, and what is taken while it is held. */
import type { Position } from 'vscode-languageserver';
import type { LockInfo } from '../analysis/analyse.js';
import type { Location } from '../analysis/finding.js';
import { contains, protocolRange } from './convert.js';
import type { ServerWords } from './words.js';

/** More places than that are counted only: a hover is read at a glance. */
const shownPlaces = 8;

export interface HoverContext {
  readonly words: ServerWords;
  readonly uriOf: (name: string) => string;
  readonly nameOfLock: (id: string) => string;
}

/** The lock that is made, taken or shown at this place of the file. */
export function lockAt(locks: readonly LockInfo[], name: string, position: Position): LockInfo | undefined {
  const here = ({ path, range }: Location): boolean =>
    path === name && contains(protocolRange(range), position);
  // A lock is made by a call, and a person points at the name before it.
  const madeHere = ({ path, range }: Location): boolean => {
    const { start, end } = protocolRange(range);
    return path === name && contains({ start: { line: start.line, character: 0 }, end }, position);
  };
  return (
    locks.find((lock) => lock.taken.some(here)) ??
    locks.find(({ declared }) => declared !== undefined && madeHere(declared))
  );
}

export function hoverText(lock: LockInfo, context: HoverContext): string {
  const { words } = context;
  const taken = lock.taken.map((place) => `- ${link(place, context)} ${code(place.function)}`);
  const then = lock.thenTaken.map(
    (place) => `- ${code(context.nameOfLock(place.lock))} ${words.isTaken}: ${link(place, context)}`,
  );
  return [
    `**${words.lock}** ${code(lock.name)}${lock.declared ? ` — ${link(lock.declared, context)}` : ''}`,
    ...section(words.takenIn, taken, words),
    ...section(words.whileHeld, then, words),
  ].join('\n\n');
}

function section(title: string, rows: readonly string[], words: ServerWords): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length - shownPlaces;
  const shown = rest > 0 ? [...rows.slice(0, shownPlaces), `- ${words.more(rest)}`] : rows;
  return [`${title}:\n${shown.join('\n')}`];
}

function link({ path, range }: Location, { uriOf }: HoverContext): string {
  return `[${escapeMarkdown(path.split('/').at(-1) ?? path)}:${range.line}](${uriOf(path)}#L${range.line},${range.column})`;
}

/** Text of a program in Markdown: a code span whose fence is longer than any run of back-ticks inside. */
function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return runs.length > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!<>|]/g, '\\$&');
}
