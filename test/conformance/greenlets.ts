// gevent: spawn, join, kill, sleep, pools, events, queues
import {
  AsyncResult,
  Event,
  Greenlet,
  GreenletExit,
  Group,
  getcurrent,
  joinall,
  killall,
  Pool,
  Queue,
  sleep,
  spawn,
  spawnLater,
} from 'threadlanes/gevent';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

const event = new Event();
const queue = new Queue<number>(2);

export function napAndAnswer(seconds: number, answer: string) {
  sleep(seconds);
  tell(answer);
  return answer;
}

export function fail() {
  throw new RangeError('failed');
}

export function careful() {
  try {
    sleep(10);
  } catch (error) {
    tell('caught', nameOf(error));
    throw error;
  } finally {
    tell('cleaned up');
  }
}

export function stubborn() {
  try {
    sleep(10);
  } catch {
    return 'would not go';
  }
  return 'never';
}

export function takeTurns(name: string) {
  for (let i = 1; i <= 3; i++) {
    tell(name, i);
    sleep(0);
  }
}

export function say(word: string) {
  tell(word);
}

export function waitForEvent(name: string) {
  tell(name, event.wait());
}

export function setLater() {
  sleep(0.02);
  event.set();
}

export function produce() {
  for (let n = 1; n <= 4; n++) {
    queue.put(n);
    tell('put', n);
  }
}

export function consume() {
  for (let n = 1; n <= 4; n++) tell('got', queue.get());
}

export function square(n: number) {
  sleep(0.01);
  return n * n;
}

export function answerLater(result: AsyncResult<number>) {
  sleep(0.01);
  result.set(42);
}

export function failLater(result: AsyncResult<number>) {
  sleep(0.01);
  result.setException(new RangeError('failed'));
}

export function spawnedOnesBeginWhenTheCallerWaits() {
  const g = spawn(say, 'in the greenlet');
  tell('before');
  g.join();
  tell('after');
}

export function sleepsOverlap() {
  tell(
    tookAtLeast(0.04, () => joinall([spawn(napAndAnswer, 0.04, 'slow'), spawn(napAndAnswer, 0.01, 'fast')])),
  );
}

export function turnsInTheOrderOfSpawning() {
  joinall([spawn(takeTurns, 'a'), spawn(takeTurns, 'b')]);
}

export function valueAndException() {
  const good = spawn(napAndAnswer, 0, 'answer');
  const bad = spawn(fail);
  tell(good.value, good.exception, good.ready(), good.successful());
  joinall([good, bad]);
  tell(good.value, good.exception, good.ready(), good.successful());
  tell(bad.value, nameOf(bad.exception), bad.ready(), bad.successful());
}

export function getAnswersOrThrows() {
  tell(spawn(napAndAnswer, 0, 'answer').get());
  attempt(() => spawn(fail).get());
}

export function getGivesUp() {
  const g = spawn(napAndAnswer, 0.05, 'late');
  attempt(() => g.get(true, 0.01));
  attempt(() => g.get(false));
  g.join();
}

export function joinallWithTimeout() {
  const fast = spawn(napAndAnswer, 0.01, 'fast');
  const slow = spawn(napAndAnswer, 0.2, 'slow');
  const done = joinall([fast, slow], 0.05);
  tell(done.length, fast.value, slow.value, slow.ready());
}

export function joinallMayThrow() {
  attempt(() => {
    joinall([spawn(fail)], undefined, true);
    return 'not reached';
  });
}

export function killThrowsGreenletExit() {
  const g = spawn(careful);
  sleep(0);
  g.kill();
  tell(g.ready(), g.successful(), (g.value as unknown) instanceof GreenletExit, g.exception);
}

export function killWithAnotherException() {
  const g = spawn(careful);
  sleep(0);
  g.kill(new RangeError('killed'));
  tell(g.successful(), nameOf(g.exception));
}

export function whoeverIsKilledMayGoOn() {
  const g = spawn(stubborn);
  sleep(0);
  g.kill();
  tell(g.value);
}

export function killBeforeItBegins() {
  const g = spawn(careful);
  g.kill();
  tell(g.ready(), (g.value as unknown) instanceof GreenletExit);
}

export function killsAll() {
  const all = [spawn(careful), spawn(careful)];
  sleep(0);
  killall(all);
  tell(all.map((g) => g.ready()));
}

export function spawnsLater() {
  const late = spawnLater(0.02, say, 'late');
  const soon = spawn(say, 'soon');
  joinall([late, soon]);
  tell(tookAtLeast(0.02, () => spawnLater(0.02, say, 'again').join()));
}

export function startedByHand() {
  const g = new Greenlet(say, 'begun');
  tell(g.started, g.ready());
  g.start();
  tell(g.started);
  g.join();
  tell(g.started, g.ready());
}

export function theCurrentOneIsTheSpawned() {
  const g = spawn(tellWhetherSpawned);
  g.join();
}
export function tellWhetherSpawned() {
  tell(getcurrent() instanceof Greenlet);
}

export function anEventLetsAllGoOn() {
  joinall([spawn(waitForEvent, 'a'), spawn(waitForEvent, 'b'), spawn(setLater)]);
  tell(event.isSet());
}

export function anEventMayNotComeInTime() {
  tell(event.wait(0.01), event.isSet());
}

export function aQueueHoldsUp() {
  joinall([spawn(produce), spawn(consume)]);
  tell(queue.qsize());
}

export function anAsyncResultHasAValue() {
  const result = new AsyncResult<number>();
  tell(result.ready(), result.value);
  spawn(answerLater, result);
  tell(result.get(), result.ready(), result.successful(), result.value);
}

export function anAsyncResultHasAnException() {
  const result = new AsyncResult<number>();
  spawn(failLater, result);
  attempt(() => result.get());
  tell(result.successful(), result.value);
}

export function anAsyncResultMayNotComeInTime() {
  const result = new AsyncResult<number>();
  attempt(() => result.get(true, 0.01));
  tell(result.wait(0.01));
}

export function aPoolStartsSoManyAtOnce() {
  const pool = new Pool(2);
  tell(pool.freeCount(), pool.full());
  tell(tookAtLeast(0.02, () => tell(pool.map(square, [1, 2, 3, 4]))));
  tell(pool.freeCount());
}

export function aPoolsSpawnWaitsForAPlace() {
  const pool = new Pool(1);
  pool.spawn(napAndAnswer, 0.01, 'first');
  tell(pool.full());
  pool.spawn(napAndAnswer, 0.01, 'second');
  tell('spawned');
  pool.join();
}

export function aGroupJoinsAll() {
  const group = new Group();
  group.spawn(napAndAnswer, 0.01, 'a');
  group.spawn(napAndAnswer, 0.02, 'b');
  tell(group.size);
  group.join();
  tell(group.size, group.map(square, [2, 3]));
}

const cases: Record<string, () => void> = {
  spawnedOnesBeginWhenTheCallerWaits,
  sleepsOverlap,
  turnsInTheOrderOfSpawning,
  valueAndException,
  getAnswersOrThrows,
  getGivesUp,
  joinallWithTimeout,
  joinallMayThrow,
  killThrowsGreenletExit,
  killWithAnotherException,
  whoeverIsKilledMayGoOn,
  killBeforeItBegins,
  killsAll,
  spawnsLater,
  startedByHand,
  theCurrentOneIsTheSpawned,
  anEventLetsAllGoOn,
  anEventMayNotComeInTime,
  aQueueHoldsUp,
  anAsyncResultHasAValue,
  anAsyncResultHasAnException,
  anAsyncResultMayNotComeInTime,
  aPoolStartsSoManyAtOnce,
  aPoolsSpawnWaitsForAPlace,
  aGroupJoinsAll,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
