/**
 * How a person's Python program is started: the interpreter of the setting, else the one that is chosen in the Python extension,
 * else the usual one; arguments and environment as the settings say.
 */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { usualInterpreter } from '../python/interpreter.js';

export interface PythonLaunch {
  readonly interpreter: readonly string[];
  readonly args: readonly string[];
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hidesContents: boolean;
}

export async function pythonLaunch(file: vscode.Uri): Promise<PythonLaunch> {
  const settings = vscode.workspace.getConfiguration('threadlanes.python', file);
  // In an untrusted workspace VS Code gives the person's own settings only (restrictedConfigurations in package.json).
  const chosen = settings.get<string>('interpreter', '').trim();
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  return {
    interpreter: chosen === '' ? ((await extensionsInterpreter(file)) ?? usualInterpreter) : [chosen],
    args: settings.get<readonly string[]>('arguments', []),
    workingFolder: folder,
    environment: { ...process.env, ...settings.get<Record<string, string>>('environment', {}) },
    hidesContents: !settings.get<boolean>('contents', true),
  };
}

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

async function extensionsInterpreter(file: vscode.Uri): Promise<readonly string[] | undefined> {
  // It may be one that lies in the workspace.
  if (!vscode.workspace.isTrusted) return undefined;
  try {
    const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
    const environments = (await extension?.activate())?.environments;
    const active = environments?.getActiveEnvironmentPath(file);
    const environment = active && (await environments?.resolveEnvironment(active));
    const path = environment?.executable.uri?.fsPath;
    return path === undefined ? undefined : [path];
  } catch {
    return undefined; // The other extension failed; the usual interpreter is as good as any.
  }
}
