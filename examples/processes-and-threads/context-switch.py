"""A baker is interrupted in the middle of a step, and goes on exactly where he was.

Python knows no priorities: it lets its threads take turns, and each time keeps where the one that stops was.
"""

import threading
import time

step = 0


def work(units):
    for _ in range(units * 100_000):
        pass


def make_cake():
    global step
    for name in ("mix", "knead", "bake", "decorate"):
        step += 1
        print(f"step {step}: {name}")
        work(40)


def treat_sting():
    time.sleep(0.02)
    print(f"ouch! The cake stands at step {step}")
    work(30)
    print(f"the sting is treated, the cake stands at step {step}")


def main():
    cake = threading.Thread(name="cake", target=make_cake)
    sting = threading.Thread(name="sting", target=treat_sting)
    cake.start()
    sting.start()
    cake.join()
    sting.join()


if __name__ == "__main__":
    main()
