// The three thumbnails again, this time with a class: extend Process and
// override run(). The fields go along to the new process as a copy; run() is
// all that happens there.
import { print, sleep } from 'threadlanes';
import { Process } from 'threadlanes/multiprocessing';

export class Resizer extends Process {
  photo: string;

  constructor(photo: string) {
    super({ name: photo });
    this.photo = photo;
  }

  override run() {
    print(`${this.photo} begins`);
    sleep(1);
    print(`${this.photo} is done`);
  }
}

export function main() {
  const begin = Date.now();
  const resizers = [new Resizer('beach.jpg'), new Resizer('forest.jpg'), new Resizer('city.jpg')];
  for (const resizer of resizers) resizer.start(); // start(), not run(): run() would do the work right here
  for (const resizer of resizers) resizer.join();
  print('page shown');
  return (Date.now() - begin) / 1000; // seconds
}
