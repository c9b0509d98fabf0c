"""Two computations under CPython's global interpreter lock: two threads win nothing over doing one after the other."""

import sys
import threading
import time


def count_down():
    n = 2_000_000
    while n > 0:
        n -= 1


def main(variant="two-threads"):
    sys.setswitchinterval(0.005)
    begin = time.perf_counter()
    if variant == "serial":
        count_down()
        count_down()
    else:
        threads = [threading.Thread(name=name, target=count_down) for name in ("first", "second")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
