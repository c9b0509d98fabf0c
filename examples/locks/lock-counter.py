"""A hundred clerks sell one ticket each, one after another: a lock makes reading, pausing and writing one step."""

import sys
import threading
import time

tickets_left = 100
counter_lock = threading.Lock()


def sell_one():
    global tickets_left
    with counter_lock:
        seen = tickets_left
        time.sleep(0.1)
        tickets_left = seen - 1


def sell_one_without_lock():
    global tickets_left
    seen = tickets_left
    time.sleep(0.1)
    tickets_left = seen - 1


def main(variant="with-lock"):
    target = sell_one if variant == "with-lock" else sell_one_without_lock
    clerks = [threading.Thread(name=f"clerk-{i}", target=target) for i in range(1, 101)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    print(f"tickets left: {tickets_left}")


if __name__ == "__main__":
    main(*sys.argv[1:])
