/** Quick fixes: the mechanical repair that a finding carries, and a comment that silences it. */
import type { CodeAction, Range } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../analysis/finding.js';
import { type SuppressRequest, suppressCommand, tryToReproduceCommand } from '../protocol/detector.js';
import type { Shown } from './publisher.js';
import { fixOf, repair } from './repairs/repair.js';
import { reproduction } from './reproduction.js';
import type { ServerWords } from './words.js';

export interface ActionContext {
  readonly words: ServerWords;
  readonly uri: string;
  /** An open document by the name that findings use. */
  readonly documentOf: (name: string) => TextDocument | undefined;
  /** The URI of a name that findings use. */
  readonly uriOf: (name: string) => string;
}

export function codeActions(shown: readonly Shown[], range: Range, context: ActionContext): CodeAction[] {
  return shown
    .filter(({ diagnostic }) => overlap(diagnostic.range, range))
    .flatMap((each) => [...repairs(each, context), ...attempts(each, context), suppression(each, context)]);
}

function repairs({ finding, diagnostic }: Shown, context: ActionContext): CodeAction[] {
  const fix = fixOf(finding);
  const document = fix && context.documentOf(fix.path);
  const found = fix && document && repair(fix, document);
  if (!document || !found) return [];
  return [
    {
      title: titleOf(found.kind, context.words),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: { changes: { [document.uri]: found.edits } },
    },
  ];
}

function attempts({ finding, diagnostic }: Shown, context: ActionContext): CodeAction[] {
  const text = context.documentOf(finding.path)?.getText() ?? '';
  const request = reproduction(finding, text, context.uriOf);
  if (!request) return [];
  const title = context.words.tryToReproduce;
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title, command: tryToReproduceCommand, arguments: [request] },
    },
  ];
}

function suppression({ finding, diagnostic }: Shown, { words, uri }: ActionContext): CodeAction {
  const title = words.suppress(finding.rule);
  const request: SuppressRequest = { uri, line: diagnostic.range.start.line, rule: finding.rule };
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command: suppressCommand, arguments: [request] },
  };
}

function titleOf(kind: Fix['kind'], words: ServerWords): string {
  const titles: Readonly<Record<Fix['kind'], string>> = {
    'use-with': words.useWith,
    'try-finally': words.tryFinally,
    'use-reentrant-lock': words.useReentrantLock,
    'while-around-wait': words.whileAroundWait,
    'move-out-of-lock': words.moveOutOfLock,
    'await-releaser': words.awaitReleaser,
  };
  return titles[kind];
}

function overlap(a: Range, b: Range): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}
