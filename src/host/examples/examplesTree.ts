/**
 * The tree of examples in the side panel: chapters in reading order, in each its examples, and below an example its
 * variants. A click shows the timeline; source and explanation are a click away, beside the name. Runs nothing itself.
 */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Example, readCatalogue } from '../../engine/examples/catalogue.js';
import { displayLanguage } from '../language.js';

export interface ChapterNode {
  readonly kind: 'chapter';
  readonly title: string;
  readonly examples: readonly Example[];
}
export interface ExampleNode {
  readonly kind: 'example';
  readonly example: Example;
}
export interface VariantNode {
  readonly kind: 'variant';
  readonly example: Example;
  readonly index: number;
}
export type ExamplesNode = ChapterNode | ExampleNode | VariantNode;

export class ExamplesTree implements vscode.TreeDataProvider<ExamplesNode> {
  readonly #folder: string;
  #chapters: ChapterNode[] | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.#folder = join(context.extensionPath, 'examples');
  }

  getChildren(node?: ExamplesNode): ExamplesNode[] {
    if (!node) {
      this.#chapters ??= chaptersOf(readCatalogue(this.#folder));
      return this.#chapters;
    }
    if (node.kind === 'chapter') return node.examples.map((example) => ({ kind: 'example', example }));
    if (node.kind === 'variant') return [];
    return node.example.variants.map((_, index) => ({ kind: 'variant', example: node.example, index }));
  }

  getTreeItem(node: ExamplesNode): vscode.TreeItem {
    if (node.kind === 'chapter') return chapterItem(node);
    return node.kind === 'example' ? exampleItem(node) : variantItem(node);
  }
}

function chaptersOf(examples: readonly Example[]): ChapterNode[] {
  const ids = [...new Set(examples.map(({ chapter }) => chapter))];
  return ids.map((id) => {
    const own = examples.filter(({ chapter }) => chapter === id);
    return { kind: 'chapter', title: (own[0] as Example).chapterTitle[displayLanguage()], examples: own };
  });
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function chapterItem({ title, examples }: ChapterNode): vscode.TreeItem {
  const item = new vscode.TreeItem(title, Collapsed);
  item.iconPath = new vscode.ThemeIcon('book');
  item.description = String(examples.length);
  return item;
}

function exampleItem(node: ExampleNode): vscode.TreeItem {
  const { example } = node;
  const language = displayLanguage();
  const item = new vscode.TreeItem(example.title[language], example.variants.length > 0 ? Collapsed : None);
  item.id = example.id;
  item.contextValue = 'example';
  item.description = example.summary[language];
  item.tooltip = new vscode.MarkdownString(
    [
      `**${example.title[language]}** (${example.id})`,
      example.summary[language],
      example.question[language],
    ].join('\n\n'),
  );
  item.command = showTimeline(node);
  return item;
}

function variantItem(node: VariantNode): vscode.TreeItem {
  const variant = node.example.variants[node.index];
  const item = new vscode.TreeItem(variant?.name ?? '', None);
  item.description = variant?.title[displayLanguage()] ?? '';
  item.iconPath = new vscode.ThemeIcon('git-branch');
  item.contextValue = 'variant';
  item.command = showTimeline(node);
  return item;
}

function showTimeline(node: ExampleNode | VariantNode): vscode.Command {
  return {
    command: 'threadlanes.openExampleTimeline',
    title: vscode.l10n.t('Show the timeline'),
    arguments: [node],
  };
}
