/** What each rule is about, in a few words: for lists of rules. What went wrong in a program is said by the finding. */
import type { RuleName } from './finding.js';

type Titles = Readonly<Record<RuleName, string>>;

const english: Titles = {
  'self-deadlock': 'A lock that is not re-entrant is taken again by the thread that holds it',
  'lock-order-inversion': 'Locks are taken in opposite orders',
  'await-under-thread-lock': 'A coroutine waits while it holds a lock of threads',
  'join-under-lock': 'A thread waits, with a lock held, for one that needs the lock',
  'missing-release': 'A lock stays taken on some path',
  'blocking-under-lock': 'A thread waits, with a lock held, for what only happens under the lock',
  'blocking-on-event-loop': 'The event loop is blocked by a call that waits',
  'lock-in-finalizer-or-signal':
    'A finalizer or signal handler takes a lock that the interrupted code may hold',
  'pool-self-wait': 'A task waits for another task of the same pool',
  'wait-without-loop': 'A condition is waited for without checking it again',
  'join-before-get': 'A process is joined before its queue is emptied',
  'popen-wait-with-pipe': 'A child process is waited for while nobody reads its pipe',
  'queue-join-without-task-done': 'A queue is joined, and nobody says task_done',
  'useless-lock': 'A lock is made where it is used, so that it protects nothing',
  'notify-without-lock': 'A condition is notified without holding its lock',
  'lost-releaser': 'The function that releases a lock is lost',
};

const chinese: Titles = {
  'self-deadlock': '持有锁的线程再次获取同一把不可重入的锁',
  'lock-order-inversion': '以相反的顺序获取锁',
  'await-under-thread-lock': '协程在持有线程锁时等待',
  'join-under-lock': '持锁等待一个需要该锁的线程',
  'missing-release': '某条路径上锁没有被释放',
  'blocking-under-lock': '持锁等待只有在该锁下才会发生的事',
  'blocking-on-event-loop': '会等待的调用阻塞了事件循环',
  'lock-in-finalizer-or-signal': '终结器或信号处理函数获取了被打断的代码可能持有的锁',
  'pool-self-wait': '任务等待同一个池中的另一个任务',
  'wait-without-loop': '等待条件后没有重新检查条件',
  'join-before-get': '在取空队列之前等待进程结束',
  'popen-wait-with-pipe': '等待子进程结束，却没有人读取它的管道',
  'queue-join-without-task-done': '等待队列完成，却没有人调用 task_done',
  'useless-lock': '锁在使用处才创建，因而什么也保护不了',
  'notify-without-lock': '没有持有锁就通知条件',
  'lost-releaser': '释放锁的函数丢失了',
};

export const ruleTitles: Readonly<Record<'en' | 'zh-cn', Titles>> = { en: english, 'zh-cn': chinese };
