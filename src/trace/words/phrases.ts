/** Every phrase about a trace, in every language: a key missing from one of them does not compile. */
import type { Language } from './language.js';

export interface Phrases {
  readonly deadlock: (story: string) => string;
  readonly deadlockEdge: (
    thread: string,
    held: string,
    heldAt: string,
    wanted: string,
    wantedAt: string,
  ) => string;
  readonly stall: (waits: string) => string;
  readonly stallWait: (thread: string, object: string, at: string) => string;
  readonly race: (object: string, first: string, second: string) => string;
  readonly reads: (thread: string, at: string) => string;
  readonly writes: (thread: string, at: string) => string;
  readonly exception: (thread: string, message: string, at: string) => string;
  readonly at: (path: string, line: number) => string;
  readonly join: string;
  readonly made: (thread: string, object: string) => string;
  readonly starts: (thread: string, other: string) => string;
  readonly begins: (thread: string) => string;
  readonly ends: (thread: string) => string;
  readonly endsRaised: (thread: string) => string;
  readonly switches: (thread: string, next: string) => string;
  readonly blocks: (thread: string, object: string, holder: string, since: string) => string;
  readonly blocksUnheld: (thread: string, object: string) => string;
  readonly waitsForEnd: (thread: string, other: string) => string;
  readonly timedOut: (thread: string) => string;
  readonly acquires: (thread: string, object: string) => string;
  readonly releases: (thread: string, object: string) => string;
  readonly tryFailed: (thread: string, object: string) => string;
  readonly puts: (thread: string, item: string, object: string) => string;
  readonly gets: (thread: string, object: string) => string;
  readonly readsValue: (thread: string, object: string, value: string) => string;
  readonly writesValue: (thread: string, object: string, value: string) => string;
  readonly sleeps: (thread: string, time: string) => string;
  readonly wakes: (thread: string) => string;
  readonly joined: (thread: string, other: string) => string;
  readonly prints: (thread: string, text: string) => string;
  readonly raises: (thread: string, message: string) => string;
}

const english: Phrases = {
  deadlock: (story) => `Deadlock: ${story}. None of them can ever go on.`,
  deadlockEdge: (thread, held, heldAt, wanted, wantedAt) =>
    `${thread} holds ${held}${heldAt} and waits for ${wanted}${wantedAt}`,
  stall: (waits) => `Stalled: nobody can ever go on. ${waits}.`,
  stallWait: (thread, object, at) => `${thread} waits for ${object}${at}`,
  race: (object, first, second) => `Race on ${object}: ${first} and ${second}, and nothing orders the two.`,
  reads: (thread, at) => `${thread} reads it${at}`,
  writes: (thread, at) => `${thread} writes it${at}`,
  exception: (thread, message, at) => `${thread} ended with an exception${at}: ${message}`,
  at: (path, line) => ` (${path}:${line})`,
  join: '; ',
  made: (thread, object) => `${thread} makes ${object}`,
  starts: (thread, other) => `${thread} starts ${other}`,
  begins: (thread) => `${thread} begins`,
  ends: (thread) => `${thread} ends`,
  endsRaised: (thread) => `${thread} ends with an exception`,
  switches: (thread, next) => `the scheduler lets ${next} go on instead of ${thread}`,
  blocks: (thread, object, holder, since) =>
    `${thread} asks for ${object}, held by ${holder} since ${since}, and blocks`,
  blocksUnheld: (thread, object) => `${thread} has to wait for ${object}`,
  waitsForEnd: (thread, other) => `${thread} waits until ${other} ends`,
  timedOut: (thread) => `${thread} waited long enough and gives up`,
  acquires: (thread, object) => `${thread} takes ${object}`,
  releases: (thread, object) => `${thread} releases ${object}`,
  tryFailed: (thread, object) => `${thread} tries ${object} without waiting, in vain`,
  puts: (thread, item, object) => `${thread} puts ${item} into ${object}`,
  gets: (thread, object) => `${thread} gets an item out of ${object}`,
  readsValue: (thread, object, value) => `${thread} reads ${value} from ${object}`,
  writesValue: (thread, object, value) => `${thread} writes ${value} to ${object}`,
  sleeps: (thread, time) => `${thread} sleeps for ${time}`,
  wakes: (thread) => `${thread} wakes up`,
  joined: (thread, other) => `${thread} has seen ${other} end`,
  prints: (thread, text) => `${thread} prints "${text}"`,
  raises: (thread, message) => `${thread} throws ${message}`,
};

const chinese: Phrases = {
  deadlock: (story) => `死锁：${story}。它们都永远无法继续。`,
  deadlockEdge: (thread, held, heldAt, wanted, wantedAt) =>
    `${thread} 持有 ${held}${heldAt}，并等待 ${wanted}${wantedAt}`,
  stall: (waits) => `停滞：没有线程能继续运行。${waits}。`,
  stallWait: (thread, object, at) => `${thread} 在等待 ${object}${at}`,
  race: (object, first, second) => `${object} 上存在数据竞争：${first}，${second}，两者之间没有先后约束。`,
  reads: (thread, at) => `${thread} 读取它${at}`,
  writes: (thread, at) => `${thread} 写入它${at}`,
  exception: (thread, message, at) => `${thread} 因异常而结束${at}：${message}`,
  at: (path, line) => `（${path}:${line}）`,
  join: '；',
  made: (thread, object) => `${thread} 创建 ${object}`,
  starts: (thread, other) => `${thread} 启动 ${other}`,
  begins: (thread) => `${thread} 开始运行`,
  ends: (thread) => `${thread} 结束`,
  endsRaised: (thread) => `${thread} 因异常结束`,
  switches: (thread, next) => `调度器让 ${next} 代替 ${thread} 继续`,
  blocks: (thread, object, holder, since) =>
    `${thread} 请求 ${object}，它自 ${since} 起由 ${holder} 持有，于是阻塞`,
  blocksUnheld: (thread, object) => `${thread} 必须等待 ${object}`,
  waitsForEnd: (thread, other) => `${thread} 等待 ${other} 结束`,
  timedOut: (thread) => `${thread} 等待超时，放弃等待`,
  acquires: (thread, object) => `${thread} 获得 ${object}`,
  releases: (thread, object) => `${thread} 释放 ${object}`,
  tryFailed: (thread, object) => `${thread} 尝试 ${object}（不等待），没有成功`,
  puts: (thread, item, object) => `${thread} 把 ${item} 放入 ${object}`,
  gets: (thread, object) => `${thread} 从 ${object} 取出一项`,
  readsValue: (thread, object, value) => `${thread} 从 ${object} 读到 ${value}`,
  writesValue: (thread, object, value) => `${thread} 把 ${value} 写入 ${object}`,
  sleeps: (thread, time) => `${thread} 睡眠 ${time}`,
  wakes: (thread) => `${thread} 醒来`,
  joined: (thread, other) => `${thread} 看到 ${other} 已结束`,
  prints: (thread, text) => `${thread} 输出“${text}”`,
  raises: (thread, message) => `${thread} 抛出 ${message}`,
};

const phrases: Readonly<Record<Language, Phrases>> = { en: english, 'zh-cn': chinese };

export function phrasesIn(language: Language): Phrases {
  return phrases[language];
}
