/** JavaScript's libraries as one table, after their documentation. */
import type { Library } from '../model/library.js';
import { homeMadeTypes } from './homeMadeLock.js';
import { lockAliases, lockFunctions, lockTypes } from './libraryLocks.js';
import { platformFunctions, platformTypes } from './libraryPlatform.js';
import { taskAliases, taskFunctions, taskTypes } from './libraryTasks.js';
import { threadlanesFunctions, threadlanesTypes } from './libraryThreadlanes.js';

export const javascriptLibrary: Library = {
  types: { ...lockTypes, ...taskTypes, ...platformTypes, ...threadlanesTypes, ...homeMadeTypes() },
  functions: { ...lockFunctions, ...taskFunctions, ...platformFunctions, ...threadlanesFunctions },
  asyncStarts: true,
  aliases: { ...lockAliases, ...taskAliases },
};
