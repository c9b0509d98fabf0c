"""Readers come back again and again, and the editor never finds the board free; a turnstile makes it fair.

Run with a variant: no-turnstile or turnstile.
"""

import sys
import threading
import time

board = threading.Lock()
counting = threading.Lock()
readers = 0
turnstile = threading.Lock()


def read(arrival, variant):
    global readers
    time.sleep(arrival)
    for _ in range(5):
        if variant == "turnstile":
            with turnstile:  # go through; wait here if an editor came first
                pass
        with counting:
            readers += 1
            if readers == 1:
                board.acquire()

        time.sleep(0.9)  # reads

        with counting:
            readers -= 1
            if readers == 0:
                board.release()
        time.sleep(0.3)  # fetches a coffee


def edit(variant):
    time.sleep(1.5)
    begin = time.monotonic()
    if variant == "turnstile":
        turnstile.acquire()
    with board:
        print(f"board changed after {time.monotonic() - begin:.0f} s")
    if variant == "turnstile":
        turnstile.release()


def main(variant="no-turnstile"):
    people = [
        threading.Thread(name=f"reader-{i}", target=read, args=(arrival, variant))
        for i, arrival in enumerate((0, 0.4, 0.8), start=1)
    ]
    people.append(threading.Thread(name="editor", target=edit, args=(variant,)))
    for person in people:
        person.start()
    for person in people:
        person.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
