"""The same two computations in two processes, each with an interpreter lock of its own: half the time."""

import multiprocessing
import sys
import time


def count_down():
    n = 2_000_000
    while n > 0:
        n -= 1


def main(variant="two-processes"):
    begin = time.perf_counter()
    if variant == "serial":
        count_down()
        count_down()
    else:
        processes = [multiprocessing.Process(name=name, target=count_down) for name in ("first", "second")]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
