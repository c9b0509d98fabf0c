/** The detector's sentences in Simplified Chinese. */
export const chinese: Readonly<Record<string, string>> = {
  name: '{name}',
  'step.takes': '获取 {lock}',
  'step.takesAgain': '再次获取 {lock}，于是等待自己',
  'step.calls': '{caller} 调用 {callee}',
  'step.return': '在此离开时 {lock} 仍被持有',
  'step.raise': '在此抛出异常时 {lock} 仍被持有',
  'step.exception': '此处若发生异常，{lock} 将一直被持有',
  'step.yield': 'with 块中的异常从此处抛出，{lock} 将一直被持有',
  'self-deadlock.direct':
    '{lock} 被持有它的线程再次获取：{function} 在第 {taken} 行获取，又在第 {again} 行获取，而 {lock} 不可重入',
  'self-deadlock.call':
    '{lock} 被持有它的线程再次获取：{function} 从第 {taken} 行起持有它并调用 {callee}，后者在第 {again} 行再次获取；{lock} 不可重入',
  'lock-order-inversion.two': '{locks} 以相反的顺序被获取：{threads}',
  'lock-order-inversion.more': '{locks} 被循环获取：{threads}',
  'lock-order-inversion.thread':
    '线程 {number} 在 {function} 中先获取 {first}（第 {firstLine} 行）再获取 {second}（第 {secondLine} 行）',
  'missing-release.return':
    '{lock} 并非在每条路径上都被释放：{function} 在第 {taken} 行获取它，在第 {exit} 行返回时没有释放',
  'missing-release.raise':
    '{lock} 并非在每条路径上都被释放：{function} 在第 {taken} 行获取它，在第 {exit} 行抛出异常时没有释放',
  'missing-release.exception':
    '一旦出错 {lock} 将一直锁住：{function} 在第 {taken} 行获取它，第 {exit} 行的异常会跳过释放',
  'missing-release.yield':
    'with 块一旦出错 {lock} 将一直锁住：{function} 在第 {taken} 行获取它，并在第 {exit} 行于 try/finally 之外 yield',
};
