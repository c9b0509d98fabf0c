/** Rectangles of one colour and strength, gathered to be painted as one path: a path of many costs less than many fills. */
export class Rectangles {
  #numbers = new Float64Array(256);
  #length = 0;

  add(x: number, y: number, width: number, height: number): void {
    if (this.#length + 4 > this.#numbers.length) {
      const longer = new Float64Array(this.#numbers.length * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    const numbers = this.#numbers;
    const last = this.#length - 4;
    if (last >= 0 && numbers[last + 1] === y && numbers[last + 3] === height) {
      const end = (numbers[last] as number) + (numbers[last + 2] as number);
      // One that goes on where the last one ends makes it longer.
      if (end >= x && x >= (numbers[last] as number)) {
        numbers[last + 2] = Math.max(end, x + width) - (numbers[last] as number);
        return;
      }
    }
    numbers[this.#length++] = x;
    numbers[this.#length++] = y;
    numbers[this.#length++] = width;
    numbers[this.#length++] = height;
  }

  /** Fills all with the style that is set, and forgets them. */
  fill(context: CanvasRenderingContext2D): void {
    if (this.#length === 0) return;
    const numbers = this.#numbers;
    context.beginPath();
    for (let at = 0; at < this.#length; at += 4) {
      context.rect(
        numbers[at] as number,
        numbers[at + 1] as number,
        numbers[at + 2] as number,
        numbers[at + 3] as number,
      );
    }
    context.fill();
    this.#length = 0;
  }
}
