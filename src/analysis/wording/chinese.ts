/** The detector's sentences in Simplified Chinese. */
export const chinese: Readonly<Record<string, string>> = {
  name: '{name}',
  'step.takes': '获取 {lock}',
  'step.takesAgain': '再次获取 {lock}，于是等待自己',
  'step.calls': '{caller} 调用 {callee}',
  'step.return': '在此离开时 {lock} 仍被持有',
  'step.raise': '在此抛出异常时 {lock} 仍被持有',
  'step.callback': '在此离开时 {lock} 仍被持有',
  'step.branch': '经过此处的一条路径使 {lock} 仍被持有',
  'step.exception': '此处若发生异常，{lock} 将一直被持有',
  'step.yield': 'with 块中的异常从此处抛出，{lock} 将一直被持有',
  'self-deadlock.direct':
    '{lock} 被持有它的线程再次获取：{function} 在第 {taken} 行获取，又在第 {again} 行获取，而 {lock} 不可重入',
  'self-deadlock.call':
    '{lock} 被持有它的线程再次获取：{function} 从第 {taken} 行起持有它并调用 {callee}，后者在第 {again} 行再次获取；{lock} 不可重入',
  'self-deadlock.completes':
    '{lock} 被持有它的线程再次获取：{function} 从第 {taken} 行起持有它，并在第 {line} 行完成一个 future；它的回调 {callback} 就在那里立即运行，在第 {again} 行获取 {lock}',
  'self-deadlock.adds':
    '如果 future 已经完成，{lock} 会被持有它的线程再次获取：{function} 从第 {taken} 行起持有它，并在第 {line} 行给一个 future 添加 {callback}；这时 {callback} 就在那里立即运行，在第 {again} 行获取 {lock}',
  'step.completes': '完成这个 future，{callback} 因此在本线程中运行',
  'step.adds': '添加 {callback}；如果 future 已经完成，它在本线程中运行',
  'lock-order-inversion.two': '{locks} 以相反的顺序被获取：{threads}',
  'lock-order-inversion.more': '{locks} 被循环获取：{threads}',
  'lock-order-inversion.ring':
    '{lock} 被循环获取：{function} 中的每个线程先取得一个（第 {firstLine} 行），再取得它的下一个（第 {secondLine} 行）；当每个线程都持有第一个时，各自都在等待下一个',
  'lock-order-inversion.thread':
    '线程 {number} 在 {function} 中先获取 {first}（第 {firstLine} 行）再获取 {second}（第 {secondLine} 行）',
  'missing-release.return':
    '{lock} 并非在每条路径上都被释放：{function} 在第 {taken} 行获取它，在第 {exit} 行返回时没有释放',
  'missing-release.raise':
    '{lock} 并非在每条路径上都被释放：{function} 在第 {taken} 行获取它，在第 {exit} 行抛出异常时没有释放',
  'missing-release.callback':
    '{lock} 并非在每条路径上都被释放：它在第 {taken} 行被获取并交给 {function} 释放，而后者在第 {exit} 行返回时没有释放',
  'missing-release.branch':
    '{lock} 并非在每条路径上都被释放：{function} 在第 {taken} 行获取它，而第 {exit} 行的分支只有一条路径释放它',
  'missing-release.exception':
    '一旦出错 {lock} 将一直锁住：{function} 在第 {taken} 行获取它，第 {exit} 行的异常会跳过释放',
  'missing-release.yield':
    'with 块一旦出错 {lock} 将一直锁住：{function} 在第 {taken} 行获取它，并在第 {exit} 行于 try/finally 之外 yield',
  'step.await-under': '在此让出线程时仍持有 {lock}',
  'step.yield-under': '在此把控制权交给使用者时仍持有 {lock}',
  'step.waits': '在此等待时仍持有 {lock}',
  'step.needs': '需要 {lock} 才能结束',
  'step.waitsFor': '在此等待 {object}',
  'step.wakes': '只有持有 {lock} 时才会唤醒 {object}',
  'step.blocks': '{what} 在此阻塞线程',
  'step.submits': '{task} 在此成为 {pool} 的任务',
  'step.waitsForPool': '在此等待 {pool} 的另一个任务',
  'step.waitsOnce': '只等待 {condition} 一次，醒来后没有再检查',
  'step.notifies': '在此通知 {condition}',
  'step.joins': '在此等待进程结束',
  'step.reads': '到这里才读取 {queue}',
  'step.pipes': '{pipe} 是管道',
  'step.made': '锁在此创建',
  'await-under-thread-lock.await':
    'await 期间仍持有 {lock}：{function} 在第 {taken} 行获取它，并在第 {line} 行让出线程；同一事件循环中需要 {lock} 的另一个任务会永远阻塞该线程',
  'await-under-thread-lock.yield':
    'yield 期间仍持有 {lock}：{function} 在第 {taken} 行获取它，并在第 {line} 行 yield；{lock} 锁多久由使用者决定',
  'join-under-lock':
    '持有 {lock} 时等待需要它的对象：{function} 在第 {taken} 行获取它，在第 {waits} 行等待 {target}，而后者在第 {needs} 行要获取 {lock}',
  'blocking-under-lock':
    '持有 {lock} 时等待 {object}：{function} 在第 {taken} 行获取它并在第 {waits} 行等待；{waker} 需要 {lock} 才能唤醒它（第 {wakes} 行）',
  'blocking-on-event-loop': '{what} 阻塞事件循环：{function} 在此等待期间，所有任务都停住',
  'blocking-on-event-loop.call':
    '{what} 阻塞事件循环：{function} 调用 {callee}，后者在第 {line} 行等待，期间所有任务都停住',
  'lock-in-finalizer-or-signal.finalizer':
    '终结器获取 {lock}：{function} 可能在任何时刻运行，包括在 {holder} 持有 {lock} 期间（第 {holds} 行），此时它会在第 {line} 行等待自己',
  'lock-in-finalizer-or-signal.signal':
    '信号处理函数获取 {lock}：{function} 可能在任何位置打断线程，包括在 {holder} 持有 {lock} 期间（第 {holds} 行），此时它会在第 {line} 行等待自己',
  'pool-self-wait':
    '{pool} 在等待自己：{task} 是 {pool} 的任务（第 {submits} 行），它在第 {waits} 行等待 {pool} 的另一个任务；当所有工作线程都如此时，就没有线程来执行了',
  'pool-self-wait.limiter':
    '{pool} 在等待自己：{task} 从第 {submits} 行起占有 {pool} 的一个名额，又在第 {waits} 行等待另一个名额；当所有名额都被这样占用时，谁也无法继续',
  'wait-without-loop': '{condition}.wait 不在循环中：无论所等的条件是否成立，{function} 被唤醒后都会继续执行',
  'notify-without-lock':
    '通知 {condition} 时没有持有它的锁：{function} 在此未持有锁，调用会抛出异常，或使等待者错过通知',
  'join-before-get':
    '{queue} 尚未读空就等待 {process} 结束：管道装不下剩余数据时子进程无法结束，而读取在第 {reads} 行，位于第 {line} 行的 join 之后',
  'popen-wait-with-pipe':
    '等待 {process} 时，它的 {pipe} 是无人读取的管道：管道写满后子进程会阻塞，第 {line} 行的 wait 永不返回；请使用 communicate',
  'queue-join-without-task-done': '{queue}.join 永不返回：有代码从 {queue} 取出数据，但没有人调用 task_done',
  'useless-lock': '{lock} 没有保护任何东西：{function} 在第 {made} 行为自己创建了它，其他线程不可能持有它',
  'useless-lock.limiter': '此限流器不起作用：{function} 只为一个任务创建它，没有其他任务计入其中',
  'useless-lock.unnamed': '这个锁没有保护任何东西：它在获取处才创建，其他线程不可能持有它',
  'lost-releaser.dropped': '{lock} 再也无法释放：{function} 丢弃了获取它时得到的释放函数',
  'lost-releaser.not-awaited': '此时尚未持有 {lock}：{function} 保存的是释放函数的 Promise，而没有 await 它',
};
