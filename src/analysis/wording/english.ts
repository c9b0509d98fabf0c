/** The detector's sentences in English. */
export const english: Readonly<Record<string, string>> = {
  name: '{name}',
  'step.takes': 'takes {lock}',
  'step.takesAgain': 'takes {lock} again, and waits for itself',
  'step.calls': '{caller} calls {callee}',
  'step.return': 'leaves here with {lock} still held',
  'step.raise': 'raises here with {lock} still held',
  'step.callback': 'leaves here with {lock} still held',
  'step.branch': 'one way through here leaves {lock} held',
  'step.exception': 'an exception here leaves {lock} held',
  'step.yield': 'an exception in the with block comes out here and leaves {lock} held',
  'self-deadlock.direct':
    '{lock} is taken again by the thread that holds it: {function} takes it on line {taken} and again on line {again}, and {lock} is not reentrant',
  'self-deadlock.call':
    '{lock} is taken again by the thread that holds it: {function} holds it since line {taken} and calls {callee}, which takes it on line {again}; {lock} is not reentrant',
  'self-deadlock.completes':
    '{lock} is taken again by the thread that holds it: {function} holds it since line {taken} and completes a future on line {line}; its callback {callback} runs there at once and takes {lock} on line {again}',
  'self-deadlock.adds':
    '{lock} is taken again by the thread that holds it, if the future is done already: {function} holds it since line {taken} and adds {callback} to a future on line {line}; then {callback} runs there at once and takes {lock} on line {again}',
  'step.completes': 'completes the future, which runs {callback} in this thread',
  'step.adds': 'adds {callback}, which runs in this thread if the future is done',
  'lock-order-inversion.two': '{locks} are taken in opposite orders: {threads}',
  'lock-order-inversion.more': '{locks} are taken in a circle: {threads}',
  'lock-order-inversion.ring':
    '{lock} are taken in a circle: each thread in {function} takes one (line {firstLine}) and then the one after it (line {secondLine}); when every thread has its first, each waits for the next',
  'lock-order-inversion.thread':
    'Thread {number} in {function} takes {first} (line {firstLine}) then {second} ({secondLine})',
  'missing-release.return':
    '{lock} is not released on every path: {function} takes it on line {taken} and returns on line {exit} without releasing it',
  'missing-release.raise':
    '{lock} is not released on every path: {function} takes it on line {taken} and raises on line {exit} without releasing it',
  'missing-release.callback':
    '{lock} is not released on every path: it is taken on line {taken} and left to {function}, which returns on line {exit} without releasing it',
  'missing-release.branch':
    '{lock} is not released on every path: {function} takes it on line {taken}, and only one way through the branch on line {exit} releases it',
  'missing-release.exception':
    '{lock} stays locked if something fails: {function} takes it on line {taken}, and an exception on line {exit} skips the release',
  'missing-release.yield':
    '{lock} stays locked if the with block fails: {function} takes it on line {taken} and yields on line {exit} outside try/finally',
  'step.await-under': 'gives its thread away here with {lock} held',
  'step.yield-under': 'hands control to its consumer here with {lock} held',
  'step.waits': 'waits here with {lock} held',
  'step.needs': 'needs {lock} to come to its end',
  'step.waitsFor': 'waits for {object} here',
  'step.wakes': 'wakes {object} only while it holds {lock}',
  'step.blocks': '{what} blocks the thread here',
  'step.submits': '{task} becomes a task of {pool} here',
  'step.waitsForPool': 'waits here for another task of {pool}',
  'step.waitsOnce': '{condition} is waited for once, without looking again',
  'step.notifies': 'notifies {condition} here',
  'step.joins': 'waits for the process here',
  'step.reads': 'reads {queue} only here',
  'step.pipes': '{pipe} is a pipe',
  'step.made': 'the lock is made here',
  'await-under-thread-lock.await':
    '{lock} is held across an await: {function} takes it on line {taken} and gives its thread away on line {line}; another task of the loop that wants {lock} blocks that thread for ever',
  'await-under-thread-lock.yield':
    '{lock} is held across a yield: {function} takes it on line {taken} and yields on line {line}; its consumer decides how long {lock} stays locked',
  'join-under-lock':
    '{lock} is held while waiting for what needs it: {function} takes it on line {taken} and waits on line {waits} for {target}, which takes {lock} on line {needs}',
  'blocking-under-lock':
    '{lock} is held while waiting for {object}: {function} takes it on line {taken} and waits on line {waits}; {waker} needs {lock} to wake it (line {wakes})',
  'blocking-on-event-loop':
    '{what} blocks the event loop: every task stands still while {function} waits here',
  'blocking-on-event-loop.call':
    '{what} blocks the event loop: {function} calls {callee}, which waits on line {line} while every task stands still',
  'lock-in-finalizer-or-signal.finalizer':
    '{lock} is taken by a finalizer: {function} can run at any moment, also inside {holder} while that holds {lock} (line {holds}), and then waits for itself on line {line}',
  'lock-in-finalizer-or-signal.signal':
    '{lock} is taken by a signal handler: {function} interrupts its thread anywhere, also inside {holder} while that holds {lock} (line {holds}), and then waits for itself on line {line}',
  'pool-self-wait':
    '{pool} waits for itself: {task}, a task of {pool} (line {submits}), waits on line {waits} for another task of {pool}; when all workers do that, none is left to run it',
  'pool-self-wait.limiter':
    '{pool} waits for itself: {task} has a place in {pool} since line {submits} and waits on line {waits} for another one; when all places are taken like that, nobody goes on',
  'wait-without-loop':
    '{condition}.wait is not in a loop: {function} goes on after any wake-up, whether or not what it waits for is true',
  'notify-without-lock':
    '{condition} is notified without its lock: {function} does not hold it here, so the call raises or a waiter misses it',
  'join-before-get':
    '{process} is joined before {queue} is emptied: the child cannot end while it has more items than the pipe holds, and they are read only on line {reads}, after the join on line {line}',
  'popen-wait-with-pipe':
    '{process} is waited for while its {pipe} is a pipe that nobody reads: once the pipe is full the child blocks, and wait on line {line} never returns; use communicate',
  'queue-join-without-task-done':
    '{queue}.join never returns: items are taken out of {queue}, but nobody calls task_done',
  'useless-lock':
    '{lock} protects nothing: {function} makes it on line {made} for itself, so no other thread can hold it',
  'useless-lock.limiter':
    'this limiter limits nothing: {function} makes it for a single task, so no other task counts towards it',
  'useless-lock.unnamed':
    'this lock protects nothing: it is made where it is taken, so no other thread can hold it',
  'lost-releaser.dropped': '{lock} can never be released: {function} drops the releaser that taking it gives',
  'lost-releaser.not-awaited':
    '{lock} is not held yet: {function} keeps a promise of the releaser instead of awaiting it',
};
