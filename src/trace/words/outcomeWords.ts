/** How a run ended, in a word. */
import type { Outcome } from '../finding.js';
import type { Language } from './language.js';

export const outcomeWords: Readonly<Record<Language, Readonly<Record<Outcome, string>>>> = {
  en: {
    completed: 'completed',
    deadlock: 'deadlock',
    stalled: 'stalled',
    failed: 'failed',
    timeout: 'time-out',
    stopped: 'stopped',
  },
  'zh-cn': {
    completed: '已完成',
    deadlock: '死锁',
    stalled: '停滞',
    failed: '失败',
    timeout: '超时',
    stopped: '已停止',
  },
};
