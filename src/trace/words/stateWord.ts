/** The word for the state of an event, barrier, future, queue, connection or executor. */
import { ObjectKind } from '../vocabulary.js';
import type { Language } from './language.js';

type Words = Partial<Record<ObjectKind, readonly string[]>>;

/** By the numbers of vocabulary.ts: EventState, BarrierState, FutureState, QueueState, ConnectionState, ExecutorState. */
const words: Readonly<Record<Language, Words>> = {
  en: {
    [ObjectKind.Event]: ['clear', 'set'],
    [ObjectKind.Barrier]: ['filling', 'draining', 'broken'],
    [ObjectKind.Future]: ['pending', 'running', 'finished', 'failed', 'cancelled'],
    [ObjectKind.Queue]: ['open', 'shut down'],
    [ObjectKind.Connection]: ['open', 'closed'],
    [ObjectKind.Executor]: ['open', 'shut down'],
    [ObjectKind.Socket]: ['quiet', 'waiting for data', 'copying', 'ready'],
  },
  'zh-cn': {
    [ObjectKind.Event]: ['未设置', '已设置'],
    [ObjectKind.Barrier]: ['集合中', '放行中', '已损坏'],
    [ObjectKind.Future]: ['等待中', '运行中', '已完成', '失败', '已取消'],
    [ObjectKind.Queue]: ['开放', '已关闭'],
    [ObjectKind.Connection]: ['打开', '已关闭'],
    [ObjectKind.Executor]: ['开放', '已关闭'],
    [ObjectKind.Socket]: ['空闲', '等待数据', '复制中', '就绪'],
  },
};

/** '' for kinds without states. */
export function stateWord(kind: ObjectKind, code: number, language: Language): string {
  return words[language][kind]?.[code] ?? '';
}
