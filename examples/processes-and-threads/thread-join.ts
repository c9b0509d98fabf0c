// A small studio has two things to do: play music (3 s) and write a
// blog post (5 s), each in a thread of its own. join() waits for a
// thread to end. Where it stands decides when main goes on: compare the
// four variants.
import { print, sleep, Thread } from 'threadlanes';

export class Activity extends Thread {
  seconds: number;

  constructor(name: string, seconds: number) {
    super({ name });
    this.seconds = seconds;
  }

  override run() {
    print(`${this.name} begins`);
    sleep(this.seconds);
    print(`${this.name} ends`);
  }
}

export function main(variant = 'no-join') {
  const music = new Activity('Music', 3);
  const blog = new Activity('Blog', 5);

  if (variant === 'join-in-loop') {
    // The mistake that turns two threads back into one: each is awaited before the next is started.
    for (const activity of [music, blog]) {
      activity.start();
      activity.join();
    }
  } else {
    music.start();
    blog.start();
    if (variant === 'join-first') music.join();
    if (variant === 'join-second') blog.join();
  }
  print('main ends');
}
