// Rounds of a conversation over one Condition: the callers' turn, then the answerers'. A wake-up that is lost leaves
// everybody waiting for ever, and the run does not complete.
import { Condition, Lock, shared, Thread } from 'threadlanes';

const turns = new Condition();
const turnsOnLock = new Condition(new Lock());
const round = shared(0);

export function answer(rounds: number, onLock: boolean) {
  const condition = onLock ? turnsOnLock : turns;
  for (let i = 0; i < rounds; i++) {
    condition.acquire();
    while (round.value % 2 === 0) condition.wait();
    round.value += 1;
    condition.notify();
    condition.release();
  }
}

export const variants = ['rlock', 'lock'];

export function main(variant: string, given: string) {
  const rounds = Number(given);
  const condition = variant === 'lock' ? turnsOnLock : turns;
  const thread = new Thread({ target: answer, args: [rounds, variant === 'lock'] });
  thread.start();
  for (let i = 0; i < rounds; i++) {
    condition.acquire();
    round.value += 1;
    condition.notify();
    while (round.value % 2 === 1) condition.wait();
    condition.release();
  }
  thread.join();
  return round.value;
}
