/** Where a program of this system keeps what it can make again. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'threadlanes');
  if (platform === 'win32' && environment.LOCALAPPDATA)
    return join(environment.LOCALAPPDATA, 'threadlanes', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'threadlanes');
  return join(homedir(), '.cache', 'threadlanes');
}
