// The least that a lock can cost: one word, compareExchange and store.
const pairs = 2_000_000;

export function bareMutexNs() {
  const words = new Int32Array(new SharedArrayBuffer(4));
  let taken = 0;
  const loop = () => {
    for (let i = 0; i < pairs; i++) {
      if (Atomics.compareExchange(words, 0, 0, 1) === 0) taken++;
      Atomics.store(words, 0, 0);
    }
  };
  loop();
  const start = performance.now();
  loop();
  if (taken !== pairs * 2) throw new Error('the bare mutex was not free');
  return ((performance.now() - start) * 1e6) / pairs;
}
