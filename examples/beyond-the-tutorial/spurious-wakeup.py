"""Two customers are woken, but there is one bun: who was woken has to look again.

Run with a variant: if or while.
"""

import sys
import threading
import time

buns_on_tray = []
bell = threading.Condition()


def look_once():
    with bell:
        if not buns_on_tray:
            bell.wait()  # woken: so there must be a bun. Must there?
        print(f"takes {buns_on_tray.pop()}")


def look_again():
    with bell:
        while not buns_on_tray:
            bell.wait()  # woken: so look again
        print(f"takes {buns_on_tray.pop()}")


def main(variant="if"):
    target = look_again if variant == "while" else look_once
    customers = [threading.Thread(name=f"customer-{i}", target=target) for i in (1, 2)]
    for customer in customers:
        customer.start()

    for _ in range(2):
        time.sleep(1)  # baking
        with bell:
            buns_on_tray.append("a bun")
            bell.notify_all()
    for customer in customers:
        customer.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
