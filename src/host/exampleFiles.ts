/**
 * A copy of the bundled examples that a person may edit, with the types of `threadlanes` beside it, so that the editor
 * knows them without anything being installed into the workspace. Files that are there already are left as they are.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';

const configuration = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2022'],
    types: [],
    strict: true,
    noEmit: true,
  },
};

/** The folder with the person's copy. A new version of the extension brings a new copy. */
export function exampleFolder(context: vscode.ExtensionContext): string {
  const version = String((context.extension.packageJSON as { version: string }).version);
  const folder = join(context.globalStorageUri.fsPath, 'examples', version);
  const types = join(folder, 'node_modules', 'threadlanes');
  mkdirSync(types, { recursive: true });
  cpSync(join(context.extensionPath, 'types', 'threadlanes'), types, { recursive: true });
  cpSync(join(context.extensionPath, 'examples'), folder, {
    recursive: true,
    force: false,
    // Titles and the like are read from the extension, where nobody edits them.
    filter: (source) => !source.endsWith('.json'),
  });
  const configurationFile = join(folder, 'tsconfig.json');
  if (!existsSync(configurationFile))
    writeFileSync(configurationFile, JSON.stringify(configuration, null, 2));
  return folder;
}
