// asyncio: tasks, gather, wait, time-outs, groups
import { sleep as block } from 'threadlanes';
import {
  allTasks,
  asCompleted,
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  gather,
  getRunningLoop,
  run,
  shield,
  sleep,
  TaskGroup,
  timeout,
  toThread,
  wait,
  waitFor,
} from 'threadlanes/asyncio';
import { nameOf, tell } from './lines.js';

async function attempt(call: () => Coroutine) {
  let answer: unknown;
  try {
    answer = await call();
  } catch (error) {
    answer = `throws ${nameOf(error)}`;
  }
  tell(answer);
}

async function say<T>(seconds: number, word: T) {
  await sleep(seconds);
  tell(word);
  return word;
}

async function fail(seconds = 0) {
  await sleep(seconds);
  throw new RangeError('failed');
}

async function careful() {
  try {
    await sleep(10);
  } catch (error) {
    tell('caught', nameOf(error));
    throw error;
  } finally {
    tell('cleaned up');
  }
}

async function takeTurns(name: string) {
  for (let i = 1; i <= 3; i++) {
    tell(name, i);
    await sleep(0);
  }
}

export function work(n: number) {
  block(0.02);
  return n + 1;
}
export function failAtWork() {
  throw new RangeError('failed');
}

async function aCoroutineDoesNothingByItself() {
  const coroutine = say(0, 'ran');
  tell('made');
  await coroutine;
}

async function aTaskBeginsWhenTheCallerAwaits() {
  const task = createTask(say(0, 'in the task'));
  tell('before');
  await sleep(0.01);
  tell(task.done(), task.result());
}

async function awaitAnswersTheResult() {
  tell(await say(0, 'one'), await createTask(say(0, 'two')));
}

async function awaitThrowsWhatWasThrown() {
  await attempt(() => fail());
  await attempt(() => createTask(fail()));
}

async function aCoroutineCanBeAwaitedOnce() {
  const coroutine = say(0, 'once');
  await coroutine;
  await attempt(() => coroutine);
}

async function othersCannotBeAwaited() {
  await attempt(() => 5 as unknown as Coroutine);
}

async function tasksTakeTurns() {
  await gather(takeTurns('a'), takeTurns('b'));
}

async function sleepsOverlap() {
  await gather(say(0.03, 'late'), say(0.01, 'early'), say(0.02, 'between'));
}

async function tasksHaveNames() {
  const task = createTask(say(0, 'named'), 'mine');
  tell(task.getName(), currentTask()?.getName() ?? 'none');
  task.setName('yours');
  tell(task.getName(), allTasks().size);
  await task;
  tell(allTasks().size);
}

async function gatherKeepsTheOrder() {
  tell(await gather(say(0.02, 'a'), say(0.01, 'b'), say(0, 'c')));
}

async function gatherThrowsTheFirstException() {
  const slow = createTask(say(0.02, 'went on'));
  await attempt(() => gather(slow, fail()));
  await slow;
}

async function gatherMayAnswerExceptions() {
  const [bad, good] = await gather(fail(), say(0, 'good'), { returnExceptions: true });
  tell(nameOf(bad), good);
}

async function gatherOfNothing() {
  tell(await gather());
}

async function cancelThrowsWhereItWaits() {
  const task = createTask(careful());
  await sleep(0);
  tell(task.cancel(), task.cancelled());
  await attempt(() => task);
  tell(task.cancelled(), task.done(), task.cancel());
}

async function cancelBeforeItBegins() {
  const task = createTask(careful());
  task.cancel();
  await attempt(() => task);
}

async function aCancellationMayBeCaught() {
  const task = createTask(goesOn());
  await sleep(0);
  task.cancel();
  tell(await task, task.cancelled());
}
async function goesOn() {
  try {
    await sleep(10);
  } catch (error) {
    tell(error instanceof CancelledError);
  }
  return 'went on';
}

async function cancellingGatherCancelsAll() {
  const all = [createTask(careful()), createTask(careful())];
  const whole = gather(...all);
  await sleep(0);
  whole.cancel();
  await attempt(() => whole);
  tell(all.map((task) => task.cancelled()));
}

async function cancellationReachesWhatIsAwaited() {
  const inner = createTask(careful());
  const outer = createTask(awaits(inner));
  await sleep(0.01);
  outer.cancel();
  await attempt(() => outer);
  tell(inner.cancelled());
}
async function awaits(inner: Coroutine) {
  await inner;
}

async function shieldProtects() {
  const inner = createTask(say(0.02, 'finished'));
  const outer = shield(inner);
  await sleep(0);
  outer.cancel();
  await attempt(() => outer);
  tell(await inner);
}

async function waitForAll() {
  const tasks = [createTask(say(0.02, 'a')), createTask(say(0.01, 'b'))];
  const { done, pending } = await wait(tasks);
  tell(done.size, pending.size);
}

async function waitForTheFirst() {
  const tasks = [createTask(say(0.03, 'a')), createTask(say(0.01, 'b'))];
  const { done, pending } = await wait(tasks, { returnWhen: FIRST_COMPLETED });
  tell(done.size, pending.size);
  await wait(pending);
}

async function waitForTheFirstException() {
  const tasks = [createTask(say(0.03, 'a')), createTask(fail(0.01))];
  const { done, pending } = await wait(tasks, { returnWhen: FIRST_EXCEPTION });
  tell(done.size, pending.size);
  await wait(pending);
}

async function waitGivesUp() {
  const task = createTask(say(0.03, 'a'));
  const { done, pending } = await wait([task], { timeout: 0.01 });
  tell(done.size, pending.size, task.cancelled());
  await task;
}

async function waitForCancels() {
  const task = createTask(careful());
  await attempt(() => waitFor(task, 0.01));
  tell(task.cancelled());
  await attempt(() => waitFor(say(0, 'in time'), 1));
  await attempt(() => waitFor(say(0, 'no limit'), null));
}

async function aTimeoutCancelsWhatRunsInside() {
  const limit = timeout(0.01);
  await attempt(() => limit.run(() => careful()));
  tell(limit.expired());
  const enough = timeout(10);
  await attempt(() => enough.run(() => say(0, 'in time')));
  tell(enough.expired());
}

async function aTimeoutMayBeMoved() {
  const loop = getRunningLoop();
  await timeout(0.01).run(async (limit) => {
    limit.reschedule(loop.time() + 10);
    await sleep(0.02);
    tell('still here', limit.expired());
  });
}

async function resultsAsTheyCome() {
  for (const next of asCompleted([say(0.02, 'b'), say(0.01, 'a')])) tell('got', await next);
}

async function aGroupWaitsForAll() {
  await new TaskGroup().run(async (group) => {
    group.createTask(say(0.02, 'b'));
    group.createTask(say(0.01, 'a'));
    tell('body is over');
  });
  tell('after');
}

async function aFailureCancelsTheGroup() {
  try {
    await new TaskGroup().run(async (group) => {
      group.createTask(fail(0.01));
      group.createTask(careful());
      await careful();
    });
  } catch (error) {
    tell(
      error instanceof ExceptionGroup,
      error instanceof ExceptionGroup ? error.exceptions.map(nameOf) : '',
    );
  }
}

async function aGroupsBodyMayFail() {
  try {
    await new TaskGroup().run(async (group) => {
      group.createTask(careful());
      await sleep(0);
      throw new RangeError('body');
    });
  } catch (error) {
    tell(error instanceof ExceptionGroup ? error.exceptions.map(nameOf) : nameOf(error));
  }
}

async function aFutureIsSetByHand() {
  const future = new Future<number>();
  tell(future.done());
  getRunningLoop().callLater(0.01, () => future.setResult(42));
  tell(await future, future.done(), future.cancelled());
  await attempt(async () => future.setResult(43));
}

async function aFutureMayFail() {
  const future = new Future<number>();
  future.setException(new RangeError('failed'));
  await attempt(() => future);
  tell(nameOf(future.exception()));
}

async function aFutureMayBeCancelled() {
  const future = new Future<number>();
  tell(future.cancel(), future.cancel());
  await attempt(() => future);
}

async function callbacksOfAFuture() {
  const future = new Future<number>();
  future.addDoneCallback((done) => tell('called back', done.result()));
  future.setResult(1);
  tell('set');
  await sleep(0);
  tell('after');
}

async function callsSoonAndLater() {
  const loop = getRunningLoop();
  loop.callLater(0.01, () => tell('later'));
  loop.callSoon(() => tell('soon'));
  loop.callSoon(() => tell('never')).cancel();
  tell('now');
  await sleep(0.02);
}

async function aThreadDoesTheWork() {
  const other = createTask(say(0.01, 'meanwhile'));
  tell(await toThread(work, 1));
  await other;
  await attempt(() => toThread(failAtWork));
  tell(await getRunningLoop().runInExecutor(null, work, 2));
}

async function runMustNotBeNested() {
  const coroutine = say(0, 'nested');
  await attempt(async () => run(coroutine));
  await coroutine;
}

async function runCancelsWhatIsLeft() {
  createTask(careful());
  await sleep(0);
  tell('main is over');
}

async function aTaskCannotAwaitItself() {
  const task: { own?: Coroutine } = {};
  task.own = createTask(awaitsLater(task));
  await attempt(() => task.own as Coroutine);
}
async function awaitsLater(task: { own?: Coroutine }) {
  await sleep(0);
  await task.own;
}

const cases: Record<string, () => Coroutine> = {
  aCoroutineDoesNothingByItself,
  aTaskBeginsWhenTheCallerAwaits,
  awaitAnswersTheResult,
  awaitThrowsWhatWasThrown,
  aCoroutineCanBeAwaitedOnce,
  othersCannotBeAwaited,
  tasksTakeTurns,
  sleepsOverlap,
  tasksHaveNames,
  gatherKeepsTheOrder,
  gatherThrowsTheFirstException,
  gatherMayAnswerExceptions,
  gatherOfNothing,
  cancelThrowsWhereItWaits,
  cancelBeforeItBegins,
  aCancellationMayBeCaught,
  cancellingGatherCancelsAll,
  cancellationReachesWhatIsAwaited,
  shieldProtects,
  waitForAll,
  waitForTheFirst,
  waitForTheFirstException,
  waitGivesUp,
  waitForCancels,
  aTimeoutCancelsWhatRunsInside,
  aTimeoutMayBeMoved,
  resultsAsTheyCome,
  aGroupWaitsForAll,
  aFailureCancelsTheGroup,
  aGroupsBodyMayFail,
  aFutureIsSetByHand,
  aFutureMayFail,
  aFutureMayBeCancelled,
  callbacksOfAFuture,
  callsSoonAndLater,
  aThreadDoesTheWork,
  runMustNotBeNested,
  runCancelsWhatIsLeft,
  aTaskCannotAwaitItself,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
