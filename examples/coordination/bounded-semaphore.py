"""A car park with two places, and one departure reported too many: who notices?"""

import sys
import threading

bounded = threading.BoundedSemaphore(2)
plain = threading.Semaphore(2)
rlock = threading.RLock()


def park_and_leave(places):
    places.acquire()
    places.release()
    try:
        places.release()  # once too often
        print("one more place than there is")
    except (ValueError, RuntimeError) as error:
        print(f"refused: {error}")


def cars_that_fit(places):
    cars = 0
    while places.acquire(blocking=False):  # as long as there is room
        cars += 1
    return cars


def main(variant="bounded"):
    if variant == "rlock":
        park_and_leave(rlock)
        return
    places = bounded if variant == "bounded" else plain
    park_and_leave(places)
    print(f"{cars_that_fit(places)} cars fit")


if __name__ == "__main__":
    main(*sys.argv[1:])
