/** All rules. A rule reads the world and gives findings; it changes nothing and knows no language. */
import type { Finding } from '../finding.js';
import { awaitUnderThreadLock } from './awaitUnderThreadLock.js';
import { blockingOnEventLoop } from './blockingOnEventLoop.js';
import { blockingUnderLock } from './blockingUnderLock.js';
import { notifyWithoutLock, waitWithoutLoop } from './conditions.js';
import { joinUnderLock } from './joinUnderLock.js';
import { lockInFinalizer } from './lockInFinalizer.js';
import { lockOrderInversion } from './lockOrderInversion.js';
import { lostReleaser } from './lostReleaser.js';
import { missingRelease } from './missingRelease.js';
import { popenWaitWithPipe } from './pipes.js';
import { poolSelfWait } from './poolSelfWait.js';
import { joinBeforeGet } from './processes.js';
import { queueJoinWithoutTaskDone } from './queueJoin.js';
import { selfDeadlock } from './selfDeadlock.js';
import { uselessLock } from './uselessLock.js';
import type { World } from './world.js';

export type Rule = (world: World) => Finding[];

export const rules: readonly Rule[] = [
  selfDeadlock,
  lockOrderInversion,
  awaitUnderThreadLock,
  joinUnderLock,
  missingRelease,
  blockingUnderLock,
  blockingOnEventLoop,
  lockInFinalizer,
  poolSelfWait,
  waitWithoutLoop,
  joinBeforeGet,
  popenWaitWithPipe,
  queueJoinWithoutTaskDone,
  uselessLock,
  notifyWithoutLock,
  lostReleaser,
];
