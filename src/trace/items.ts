/** What is in a queue, next one out first. Taking the first of many costs no more than the first of few. */

export interface Item {
  readonly id: number;
  readonly text: string;
  readonly thread: number;
  readonly since: number;
}

/** Places at the front that may stay empty before the list is moved up. */
const mostEmpty = 64;

export class Items implements Iterable<Item> {
  #items: Item[] = [];
  /** Items before this one were taken out. */
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }
  at(index: number): Item | undefined {
    return this.#items[this.#first + index];
  }
  toArray(): Item[] {
    return this.#items.slice(this.#first);
  }
  [Symbol.iterator](): Iterator<Item> {
    return this.toArray()[Symbol.iterator]();
  }

  /** Inserts at a place in the order of removal; one behind the end, or senseless, counts as the end. */
  insert(item: Item, index: number): void {
    if (index >= this.length || index < 0) this.#items.push(item);
    else this.#items.splice(this.#first + index, 0, item);
  }

  /** Takes out the item with this id. */
  take(id: number): Item | undefined {
    const first = this.at(0);
    if (first?.id === id) {
      this.#first++;
      if (this.#first > mostEmpty && this.#first * 2 > this.#items.length) this.#moveUp();
      return first;
    }
    const index = this.#items.findIndex((item, place) => place >= this.#first && item.id === id);
    return index < 0 ? undefined : this.#items.splice(index, 1)[0];
  }

  clear(): void {
    this.#items = [];
    this.#first = 0;
  }
  copy(): Items {
    const copy = new Items();
    copy.#items = this.toArray();
    return copy;
  }

  #moveUp(): void {
    this.#items = this.#items.slice(this.#first);
    this.#first = 0;
  }
}
