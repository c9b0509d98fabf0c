"""Three downloads: one after the other they take 6 s, in three greenlets of one thread 3 s (pip install gevent)."""

import sys
import time

import gevent

pages = [("news", 1), ("weather", 2), ("sports", 3)]


def fetch_page(name, seconds):
    print(f"get {name}")
    gevent.sleep(seconds)  # the answer is on its way
    print(f"{name} is there")


def main(variant="overlapped"):
    begin = time.perf_counter()
    if variant == "serial":
        for name, seconds in pages:
            fetch_page(name, seconds)
    else:
        gevent.joinall([gevent.spawn(fetch_page, name, seconds) for name, seconds in pages])
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
