"""Five philosophers, five forks, and each needs two: who takes the left one first may wait for ever.

Run with a variant: left-first, which never ends, or one of the two ways out: in-order and four-chairs.
"""

import sys
import threading
import time

forks = [threading.Lock() for _ in range(5)]
chairs = threading.Semaphore(4)  # one chair less than philosophers


def dine(first, second):
    with first:
        time.sleep(0.1)  # reaches across the plate
        with second:
            time.sleep(1)  # eats


def left_first(left, right):
    dine(left, right)


def with_chair(left, right):
    with chairs:  # with four at the table one of them always has both forks
        dine(left, right)


def main(variant="left-first"):
    names = ["Simone", "Hannah", "Laozi", "Ibn Rushd", "Hypatia"]
    philosophers = []
    for i, name in enumerate(names):
        left, right = forks[i], forks[(i + 1) % len(forks)]
        # In order: the lower number first, so the last one takes the right fork first, and no circle can close.
        in_order = variant == "in-order" and i == len(names) - 1
        philosophers.append(
            threading.Thread(
                name=name,
                target=with_chair if variant == "four-chairs" else left_first,
                args=(right, left) if in_order else (left, right),
            )
        )
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
