"""The interpreter lock does not make reading, adding and writing one step: a lock of one's own is still needed."""

import sys
import threading
import time

visits = 0
lock = threading.Lock()


def visit_without_lock():
    global visits
    for _ in range(5):
        seen = visits
        time.sleep(0.001)  # somebody else has the interpreter meanwhile
        visits = seen + 1


def visit_with_lock():
    global visits
    for _ in range(5):
        with lock:
            seen = visits
            time.sleep(0.001)
            visits = seen + 1


def main(variant="without-lock"):
    target = visit_with_lock if variant == "with-lock" else visit_without_lock
    threads = [threading.Thread(target=target) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(visits)  # of an expected 10


if __name__ == "__main__":
    main(*sys.argv[1:])
