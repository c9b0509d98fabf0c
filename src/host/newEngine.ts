/** Makes an engine of the bundled workers. Starts nothing: the engine does, with its first run. */
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { Engine } from '../engine/engine.js';

export function newEngine(context: vscode.ExtensionContext): Engine {
  const dist = join(context.extensionPath, 'dist');
  return new Engine({ recorderPath: join(dist, 'recorder.cjs'), programPath: join(dist, 'program.cjs') });
}
