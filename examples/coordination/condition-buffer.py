"""A bakery shelf with room for two loaves: who cannot go on waits in a condition until the shelf has changed."""

import threading
import time

room = 2
shelf = []
shelf_changed = threading.Condition()


def bake(loaves):
    for n in range(1, loaves + 1):
        time.sleep(0.5)
        with shelf_changed:
            while len(shelf) == room:  # while, not if: it may be full again
                shelf_changed.wait()
            shelf.append(f"loaf {n}")
            shelf_changed.notify_all()


def sell(loaves):
    for _ in range(loaves):
        with shelf_changed:
            while not shelf:
                shelf_changed.wait()
            loaf = shelf.pop(0)
            shelf_changed.notify_all()
        print(f"sells {loaf}")
        time.sleep(1)


def main():
    threads = [
        threading.Thread(name="baker", target=bake, args=(6,)),
        threading.Thread(name="seller", target=sell, args=(6,)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
