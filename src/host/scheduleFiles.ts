/** Schedules as a person keeps them: saved to a file, copied as text, and replayed from either. */
import * as vscode from 'vscode';
import type { RunEnded } from '../protocol/page.js';
import { scheduleProblem } from '../trace/checkSchedule.js';
import type { Schedule } from '../trace/schedule.js';
import { activeProgram } from './activeProgram.js';
import type { Program } from './programs.js';
import type { Runs } from './runs.js';

/** As `threadlanes run --schedule` reads it. */
export async function saveSchedule({ id }: Program, schedule: Schedule): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${id.replace(/\.\w+$/, '')}.schedule.json`;
  const defaultUri = folder && vscode.Uri.joinPath(folder, name);
  const uri = await vscode.window.showSaveDialog({
    ...(defaultUri && { defaultUri }),
    filters: { JSON: ['json'] },
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(schedule)));
}

/** To be sent to somebody else, who replays it from the clipboard. */
export async function copySchedule(schedule: Schedule): Promise<void> {
  await vscode.env.clipboard.writeText(JSON.stringify(schedule));
  void vscode.window.setStatusBarMessage(`Threadlanes: ${vscode.l10n.t('The schedule was copied.')}`, 5000);
}

/** The command "Replay Schedule": of the active file, from a schedule given as text, in the clipboard, or in a file. */
export async function replaySchedule(
  context: vscode.ExtensionContext,
  runs: Runs,
  given?: unknown,
): Promise<RunEnded | undefined> {
  const program = await activeProgram(context);
  if (!program) return undefined;
  const text = typeof given === 'string' ? given : await chosenText();
  const schedule = text === undefined ? undefined : parsed(text);
  if (!schedule) return undefined;
  const variants = schedule.variant === null ? [] : [schedule.variant];
  return runs.visualize({ ...program, variants }, 'controlled', schedule.seed, 0, schedule);
}

async function chosenText(): Promise<string | undefined> {
  const clipboard = await vscode.env.clipboard.readText();
  if (problemIn(clipboard) === '') return clipboard;
  const [uri] = (await vscode.window.showOpenDialog({ filters: { JSON: ['json'] } })) ?? [];
  return uri && new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function parsed(text: string): Schedule | undefined {
  const problem = problemIn(text);
  if (problem === '') return JSON.parse(text) as Schedule;
  void vscode.window.showErrorMessage(`Threadlanes: ${problem}`);
  return undefined;
}

function problemIn(text: string): string {
  try {
    return scheduleProblem(JSON.parse(text));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
