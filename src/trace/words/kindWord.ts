/** Words and signs for the kinds of threads and objects. A sign stands where a word has no room; it is never all there is. */
import { ObjectKind, ThreadKind } from '../vocabulary.js';
import type { Language } from './language.js';

const threads: Readonly<Record<Language, Readonly<Record<ThreadKind, string>>>> = {
  en: {
    [ThreadKind.Thread]: 'thread',
    [ThreadKind.Process]: 'process',
    [ThreadKind.Greenlet]: 'greenlet',
    [ThreadKind.Task]: 'task',
    [ThreadKind.Kernel]: 'kernel',
    [ThreadKind.Generator]: 'generator',
  },
  'zh-cn': {
    [ThreadKind.Thread]: '线程',
    [ThreadKind.Process]: '进程',
    [ThreadKind.Greenlet]: '协程',
    [ThreadKind.Task]: '任务',
    [ThreadKind.Kernel]: '内核',
    [ThreadKind.Generator]: '生成器',
  },
};

const objects: Readonly<Record<Language, Readonly<Record<ObjectKind, string>>>> = {
  en: {
    [ObjectKind.Thread]: 'thread',
    [ObjectKind.Lock]: 'lock',
    [ObjectKind.Queue]: 'queue',
    [ObjectKind.Shared]: 'shared value',
    [ObjectKind.RLock]: 're-entrant lock',
    [ObjectKind.Condition]: 'condition',
    [ObjectKind.Semaphore]: 'semaphore',
    [ObjectKind.Event]: 'event',
    [ObjectKind.Barrier]: 'barrier',
    [ObjectKind.Future]: 'future',
    [ObjectKind.Executor]: 'executor',
    [ObjectKind.Connection]: 'connection',
    [ObjectKind.Managed]: 'managed value',
    [ObjectKind.Gil]: 'global interpreter lock',
    [ObjectKind.SharedArray]: 'shared array',
    [ObjectKind.Loop]: 'turns',
    [ObjectKind.Network]: 'network',
    [ObjectKind.Socket]: 'socket',
    [ObjectKind.Selector]: 'selector',
  },
  'zh-cn': {
    [ObjectKind.Thread]: '线程',
    [ObjectKind.Lock]: '锁',
    [ObjectKind.Queue]: '队列',
    [ObjectKind.Shared]: '共享值',
    [ObjectKind.RLock]: '可重入锁',
    [ObjectKind.Condition]: '条件变量',
    [ObjectKind.Semaphore]: '信号量',
    [ObjectKind.Event]: '事件',
    [ObjectKind.Barrier]: '屏障',
    [ObjectKind.Future]: 'future',
    [ObjectKind.Executor]: '执行器',
    [ObjectKind.Connection]: '连接',
    [ObjectKind.Managed]: '托管值',
    [ObjectKind.Gil]: '全局解释器锁',
    [ObjectKind.SharedArray]: '共享数组',
    [ObjectKind.Loop]: '轮流',
    [ObjectKind.Network]: '网络',
    [ObjectKind.Socket]: '套接字',
    [ObjectKind.Selector]: '选择器',
  },
};

const objectSigns: Partial<Record<ObjectKind, string>> = {
  [ObjectKind.Lock]: '▣',
  [ObjectKind.RLock]: '▣',
  [ObjectKind.Gil]: '▣',
  [ObjectKind.Semaphore]: '▤',
  [ObjectKind.Condition]: '◇',
  [ObjectKind.Event]: '⚑',
  [ObjectKind.Barrier]: '‖',
  [ObjectKind.Future]: '◌',
  [ObjectKind.Queue]: '≡',
  [ObjectKind.Connection]: '⇄',
  [ObjectKind.Executor]: '⚙',
  [ObjectKind.Shared]: '=',
  [ObjectKind.Managed]: '=',
  [ObjectKind.SharedArray]: '[]',
  [ObjectKind.Loop]: '↻',
  [ObjectKind.Network]: '≋',
  [ObjectKind.Socket]: '⇌',
  [ObjectKind.Selector]: '◉',
};

export function threadKindWord(kind: ThreadKind, language: Language): string {
  return threads[language][kind] ?? threads[language][ThreadKind.Thread];
}
export function objectKindWord(kind: ObjectKind, language: Language): string {
  return objects[language][kind] ?? '';
}
/** '' for kinds without one. */
export function objectSign(kind: ObjectKind): string {
  return objectSigns[kind] ?? '';
}
