"""Who waits for a thread while holding a lock that this thread needs waits for ever.

Run with a variant: join-with-lock, which never ends, or join-without-lock.
"""

import sys
import threading
import time

log = threading.Lock()


def serve():
    time.sleep(1)  # the last request
    with log:
        print("last request served")


def shut_down_holding_the_lock(worker):
    with log:
        print("shutting down")
        worker.join()  # with the lock in hand


def shut_down(worker):
    with log:
        print("shutting down")
    worker.join()


def main(variant="join-with-lock"):
    worker = threading.Thread(name="worker", target=serve)
    worker.start()
    if variant == "join-with-lock":
        shut_down_holding_the_lock(worker)
    else:
        shut_down(worker)
    print("down")


if __name__ == "__main__":
    main(*sys.argv[1:])
