/** What the tree of examples and the palette do with an example: open its source, show its timeline, explain it. */
import * as vscode from 'vscode';
import type { Runs } from '../runs.js';
import { openSource, pickedExample, visualizeVariant } from '../visualizeExample.js';
import { type ExampleNode, ExamplesTree, type VariantNode } from './examplesTree.js';
import { Explanations, explanationScheme } from './explanations.js';

/** Registers the tree, the pages and the commands. The nodes come from the tree itself. */
export function registerExamples(context: vscode.ExtensionContext, runs: Runs): void {
  const explanations = new Explanations(context);
  const command = (name: string, act: (node: ExampleNode | VariantNode) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, act);
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider('threadlanes.examples', new ExamplesTree(context)),
    vscode.workspace.registerFileSystemProvider(explanationScheme, explanations, { isReadonly: true }),
    command('threadlanes.openExampleSource', ({ example }) => openSource(context, example)),
    command('threadlanes.openExampleTimeline', (node) =>
      visualizeVariant(context, runs, node.example, node.kind === 'variant' ? node.index : 0),
    ),
    vscode.commands.registerCommand('threadlanes.explainExample', async (asked?: unknown) => {
      const example = isNode(asked) ? asked.example : await pickedExample(context, asked);
      if (example) await explanations.show(example);
    }),
  );
}

/** From the tree a node comes, from a key or another extension an id, from the palette nothing. */
function isNode(asked: unknown): asked is ExampleNode {
  return typeof asked === 'object' && asked !== null && 'example' in asked;
}
