/** Starts a process that can be ended together with all that it starts. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { isatty } from 'node:tty';

const isWindows = process.platform === 'win32';

export interface Tree {
  readonly child: ChildProcess;
  /** Whether it leads a group of processes. */
  readonly hasGroup: boolean;
}

/** In a group of its own; but whoever reads a terminal must stay in that terminal's group. */
export function startTree(command: string, args: readonly string[], options: SpawnOptions): Tree {
  const [input] = Array.isArray(options.stdio) ? options.stdio : [];
  const hasGroup = !isWindows && !(input === 'inherit' && isatty(0));
  return { child: spawn(command, args, { ...options, detached: hasGroup }), hasGroup };
}

/** Ends all of it. */
export function endTree({ child, hasGroup }: Tree): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  for (const each of [...descendantsOf(pid), pid]) kill(each);
  if (hasGroup) kill(-pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Children and theirs: some may have left the group. */
function descendantsOf(root: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found)
    found.push(...pairs.flatMap(([pid = 0, of]) => (of === parent && !found.includes(pid) ? [pid] : [])));
  return found.slice(1);
}
