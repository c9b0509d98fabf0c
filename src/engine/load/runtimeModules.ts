/** What a program may import besides files of its folder; nothing else is ever allowed. */
export const runtimeModules: readonly string[] = [
  'threadlanes',
  'threadlanes/asyncio',
  'threadlanes/gevent',
  'threadlanes/multiprocessing',
  'threadlanes/net',
];
