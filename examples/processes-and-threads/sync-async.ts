// A customer asks a shop whether a book is in stock; looking it up
// takes 3 s. On the phone he waits for the answer and can do nothing
// else. After sending a message he goes on with his own work and is
// told later.
import { type Future, print, sleep, ThreadPoolExecutor } from 'threadlanes';

export function lookUp(book: string) {
  sleep(3); // down to the cellar and back
  return `${book} is in stock`;
}

export function tell(answer: Future<string>) {
  print(`told later: ${answer.result()}`);
}

export function main(variant: 'phone-call' | 'message') {
  const shop = new ThreadPoolExecutor(1, 'shop');
  const answer = shop.submit(lookUp, 'Moby-Dick');
  if (variant === 'phone-call') {
    print(`heard on the phone: ${answer.result()}`); // waits until it is there
  } else {
    answer.addDoneCallback(tell); // leaves a number, and does not wait
  }
  print('the customer goes on with his work');
}
