/** All rules. A rule reads the world and gives findings; it changes nothing and knows no language. */
import type { Finding } from '../finding.js';
import { lockOrderInversion } from './lockOrderInversion.js';
import { missingRelease } from './missingRelease.js';
import { selfDeadlock } from './selfDeadlock.js';
import type { World } from './world.js';

export type Rule = (world: World) => Finding[];

export const rules: readonly Rule[] = [selfDeadlock, lockOrderInversion, missingRelease];
