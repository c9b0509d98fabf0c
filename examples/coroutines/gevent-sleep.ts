// Two greenlets in one thread. While one sleeps the other one goes on:
// 5 s in all, not 7.
import { print } from 'threadlanes';
import { joinall, sleep, spawn } from 'threadlanes/gevent';

export function eat(who: string) {
  print(`${who} eats`);
  sleep(2);
  print(`${who} eats again`);
}

export function play(who: string) {
  print(`${who} plays`);
  sleep(5);
  print(`${who} plays again`);
}

export function main() {
  joinall([spawn(eat, 'Anna'), spawn(play, 'Ben')]);
  print('main is done');
}
