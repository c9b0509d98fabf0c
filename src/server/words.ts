/** What the server says besides the findings' own words. The languages have the same keys. */
import type { Language } from '../protocol/page.js';

const english = {
  suppress: (rule: string) => `Ignore ${rule} here, with a reason`,
  useWith: 'Hold the lock with a with statement',
  tryFinally: 'Release the lock in finally',
  useReentrantLock: 'Make the lock re-entrant',
  whileAroundWait: 'Check the condition again in a loop',
  moveOutOfLock: 'Move the call out of the lock',
  awaitReleaser: 'Wait for the lock with await',
  tryToReproduce: 'Try to reproduce',
  step: (chain: number, text: string) => `${chain}. ${text}`,
  lock: 'lock',
  takenIn: 'Taken in',
  whileHeld: 'While it is held',
  isTaken: 'is taken',
  more: (count: number) => `and ${count} more`,
  module: 'module',
};
export type ServerWords = typeof english;

const chinese: ServerWords = {
  suppress: (rule) => `在此忽略 ${rule}，并写明理由`,
  useWith: '用 with 语句持有锁',
  tryFinally: '在 finally 中释放锁',
  useReentrantLock: '改用可重入锁',
  whileAroundWait: '在循环中重新检查条件',
  moveOutOfLock: '把调用移到锁外',
  awaitReleaser: '用 await 等待锁',
  tryToReproduce: '尝试重现',
  step: (chain, text) => `${chain}. ${text}`,
  lock: '锁',
  takenIn: '获取位置',
  whileHeld: '持有期间',
  isTaken: '被获取',
  more: (count) => `另有 ${count} 处`,
  module: '模块',
};

export function serverWords(language: Language): ServerWords {
  return language === 'zh-cn' ? chinese : english;
}
