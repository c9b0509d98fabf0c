// Producer and consumer in one thread, without a lock: the consumer is
// a generator that stands still at its yield until the producer sends
// it something. Exactly one of the two runs at any time.
import { coroutine, print } from 'threadlanes';

export const consume = coroutine(function* consumer(): Generator<string, void, number> {
  let answer = '';
  try {
    for (;;) {
      const item = yield answer;
      print(`[consumer] eats ${item}`);
      answer = `thanks for ${item}`;
    }
  } finally {
    print('[consumer] was closed');
  }
});

export function main() {
  const consumer = consume();
  consumer.send(); // up to its first yield
  for (let n = 1; n <= 5; n++) {
    print(`[producer] bakes ${n}`);
    print(`[producer] hears "${consumer.send(n)}"`);
  }
  consumer.close();
}
