// A courier hands three parcels over the counter and goes home. The packer
// takes one after another, for ever: nobody has said that no more will come. A
// last item that means "that was all", a poison pill, lets the packer end.
import { print, Queue, sleep, Thread } from 'threadlanes';

const counter = new Queue<string | null>();

export function deliver(variant: string) {
  for (let n = 1; n <= 3; n++) {
    sleep(1);
    counter.put(`parcel ${n}`);
  }
  if (variant === 'poison-pill') counter.put(null); // that was all
}

export function pack() {
  for (;;) {
    const parcel = counter.get(); // after the last one: for ever
    if (parcel === null) return;
    print(`packs ${parcel}`);
  }
}

export function main(variant: 'no-end' | 'poison-pill') {
  const courier = new Thread({ name: 'courier', target: deliver, args: [variant] });
  const packer = new Thread({ name: 'packer', target: pack });
  courier.start();
  packer.start();
  courier.join();
  packer.join();
  print('all packed');
}
