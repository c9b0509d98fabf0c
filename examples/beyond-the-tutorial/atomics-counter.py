"""Counting in four threads: reading, adding and writing is not one step, unless something makes it one.

Run with a variant: plus-equals, load-and-store or atomic-add. Python has no atomic numbers; itertools.count() comes near, because
next() of it is one call into C, and the interpreter lock is not given up inside.
"""

import itertools
import sys
import threading
import time

visitors = 0
ticket_roll = itertools.count(1)


def plus_equals():
    global visitors
    for _ in range(5):
        seen = visitors
        time.sleep(0)  # += allows a switch here too, only more rarely
        visitors = seen + 1


def atomic_add():
    global visitors
    for _ in range(5):
        visitors = next(ticket_roll)


def main(variant="plus-equals"):
    target = atomic_add if variant == "atomic-add" else plus_equals
    doors = [threading.Thread(name=name, target=target) for name in ("north", "east", "south", "west")]
    for door in doors:
        door.start()
    for door in doors:
        door.join()
    print(f"visitors: {visitors} of 20")


if __name__ == "__main__":
    main(*sys.argv[1:])
