// The same breakfast with a class of its own: whoever extends Thread
// overrides run(), and keeps what it needs in fields.
import { print, sleep, Thread } from 'threadlanes';

export class Boil extends Thread {
  seconds: number;

  constructor(name: string, seconds: number) {
    super({ name });
    this.seconds = seconds;
  }

  override run() {
    print(`${this.name}: on the stove`);
    sleep(this.seconds);
    print(`${this.name}: done`);
  }
}

export function main() {
  const tea = new Boil('tea', 3);
  const eggs = new Boil('eggs', 3);
  tea.start(); // not run(): that would boil the tea in main's own thread
  eggs.start();
  print('main sets the table');
}
