"""Two polite couriers in a corridor step aside at the same moment, again and again: nobody is blocked, nobody gets on.

Run with a variant: same-pause or random-pause.
"""

import random
import sys
import threading
import time

sides = ["left", "left"]  # where each courier walks


def walk(me, other, variant):
    for steps in range(10):
        if sides[me] != sides[other]:
            print(f"passes; stepped aside: {steps}")
            return
        time.sleep(0.5)  # "after you" ...
        if variant == "random-pause":
            time.sleep(2 * random.random())  # one hesitates longer than the other
        sides[me] = "right" if sides[me] == "left" else "left"  # ... and steps aside
        time.sleep(0.5)
    print("gives up")


def main(variant="same-pause"):
    couriers = [
        threading.Thread(name="courier-1", target=walk, args=(0, 1, variant)),
        threading.Thread(name="courier-2", target=walk, args=(1, 0, variant)),
    ]
    for courier in couriers:
        courier.start()
    for courier in couriers:
        courier.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
