"""Three dishes for one dinner: one after the other, in turn, or at the same time.

Threads of one Python process take turns at one interpreter; only processes compute at the same time.
"""

import multiprocessing
import sys
import threading
import time

dishes = [("soup", 2), ("rice", 3), ("roast", 4)]


def cook(work):
    for _ in range(work * 200_000):
        pass


def main(variant="serial"):
    begin = time.perf_counter()
    if variant == "serial":
        for _, work in dishes:
            cook(work)
    else:
        kind = multiprocessing.Process if variant == "parallel" else threading.Thread
        cooks = [kind(name=name, target=cook, args=(work,)) for name, work in dishes]
        for each in cooks:
            each.start()
        for each in cooks:
            each.join()
    print(f"{variant}: {time.perf_counter() - begin:.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
