// A shop with background music. The clerk works for 3 s; the music
// would play for 5 s, but it is a daemon: nobody waits for it, and it
// ends with the last thread that is none.
import { print, sleep, Thread } from 'threadlanes';

export function work(seconds: number) {
  sleep(seconds);
  print('the clerk goes home');
}

export function playMusic(seconds: number) {
  print('the music begins');
  sleep(seconds);
  print('the music is over'); // nobody ever hears this
}

export function main() {
  const clerk = new Thread({ name: 'clerk', target: work, args: [3] });
  const music = new Thread({ name: 'music', target: playMusic, args: [5] });
  music.daemon = true; // before start()
  clerk.start();
  music.start();
}
