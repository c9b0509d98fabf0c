"""A waiter and a kitchen talk through a pipe: both ends can send and receive.

Run with a variant: waiter-speaks-first, or both-listen-first, which never ends.
"""

import multiprocessing
import sys
import time
from multiprocessing import Pipe, Process


def cook(hatch):
    while True:
        order = hatch.recv()
        if order == "closed":
            return
        time.sleep(2)  # cooking
        hatch.send(f"{order} is ready")


def main(variant="waiter-speaks-first"):
    counter, hatch = Pipe()
    kitchen = Process(name="kitchen", target=cook, args=(hatch,))
    kitchen.start()

    if variant == "both-listen-first":
        print(counter.recv())  # "what can I do for you?", but nobody says so
    for order in ("noodles", "soup"):
        counter.send(order)
        print(counter.recv())
    counter.send("closed")
    kitchen.join()


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")  # the kitchen has nothing but the end that it is given
    main(*sys.argv[1:])
