/**
 * The folder that the files of a run lie in (segment.ts): in memory, where the system has a folder for that. It goes with the
 * run. Where the recorder was killed nobody takes it away, so the next one does: its name says whose it was.
 *
 * Other users share the place it lies in, and so may other containers, where a number means another process: the name holds the
 * namespace of the number, too. What is taken away is a folder, no link to one, that this user owns; nobody else can put
 * such a thing there. A number that was given to a new process keeps a folder until that ends, too.
 */
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ours = /^threadlanes-(\d+)-(\d+)-/;

/** Makes a folder in the first of these places that lets it; throws if none does. */
export function newFolder(places: readonly string[] = ['/dev/shm', tmpdir()]): string {
  const [place = '', ...others] = places;
  try {
    const folder = mkdtempSync(join(place, `threadlanes-${namespace()}-${process.pid}-`));
    removeLeftovers(place);
    return folder;
  } catch (error) {
    if (others.length === 0) throw error;
    return newFolder(others);
  }
}

/** The number of this process's namespace of process numbers; 0 where the system has only one. */
function namespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

function removeLeftovers(place: string): void {
  const here = namespace();
  for (const name of namesIn(place)) {
    const [, space, pid] = ours.exec(name) ?? [];
    if (space !== here || isAlive(Number(pid))) continue;
    try {
      if (isOwnFolder(join(place, name))) rmSync(join(place, name), { recursive: true });
    } catch {
      // Somebody else takes it away at the same time.
    }
  }
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    return []; // Folders can be made there, and not be listed.
  }
}

function isOwnFolder(path: string): boolean {
  const found = lstatSync(path);
  // Windows knows no numbers of users, and gives each their own place.
  return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
}

/** False only if there is no such process: one that may not be signalled lives. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
