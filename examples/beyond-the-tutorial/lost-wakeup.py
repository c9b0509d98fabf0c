"""The bell rang before the customer listened: notify() is heard only by those who wait at that moment.

Run with a variant: wait-only, which never ends, or look-first.
"""

import sys
import threading
import time

bread_ready = False
bell = threading.Condition()


def bake():
    global bread_ready
    time.sleep(1)
    with bell:
        bread_ready = True
        bell.notify()  # nobody waits yet


def buy_without_looking():
    time.sleep(2)  # on the way to the bakery
    with bell:
        bell.wait()  # the bell rang a second ago
        print("bought bread")


def look_first():
    time.sleep(2)
    with bell:
        while not bread_ready:
            bell.wait()  # the variable remembers what the bell cannot
        print("bought bread")


def main(variant="wait-only"):
    baker = threading.Thread(name="baker", target=bake)
    customer = threading.Thread(
        name="customer", target=look_first if variant == "look-first" else buy_without_looking
    )
    baker.start()
    customer.start()
    baker.join()
    customer.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
