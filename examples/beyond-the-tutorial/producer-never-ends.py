"""The producer has gone home, and the consumer waits for ever: somebody has to say that no more will come.

Run with a variant: no-end, which never ends, or poison-pill.
"""

import queue
import sys
import threading
import time

counter = queue.Queue()


def deliver(variant):
    for n in range(1, 4):
        time.sleep(1)
        counter.put(f"parcel {n}")
    if variant == "poison-pill":
        counter.put(None)  # that was all


def pack():
    while True:
        parcel = counter.get()  # after the last one: for ever
        if parcel is None:
            return
        print(f"packs {parcel}")


def main(variant="no-end"):
    courier = threading.Thread(name="courier", target=deliver, args=(variant,))
    packer = threading.Thread(name="packer", target=pack)
    courier.start()
    packer.start()
    courier.join()
    packer.join()
    print("all packed")


if __name__ == "__main__":
    main(*sys.argv[1:])
