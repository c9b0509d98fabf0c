"""A fork copies every lock as it is, but of the threads only the one that forks.

A lock that another thread holds at that moment is held in the child as well, by a thread that does not live there: nobody
will ever release the child's copy. For Linux and macOS; Windows has no fork.
"""

import multiprocessing
import threading
import time

log_lock = threading.Lock()
writing = threading.Event()


def write_log():
    log_lock.acquire()  # held while main forks
    writing.set()
    time.sleep(0.3)  # a slow disk
    print("log: server started", flush=True)
    log_lock.release()  # frees the parent's lock, not the copy


def serve():
    """Runs in the child. Its first line in the log is also its last deed."""
    with log_lock:
        print("log: worker ready", flush=True)


def main():
    logger = threading.Thread(name="logger", target=write_log)
    logger.start()
    writing.wait()  # now the logger is in the middle of its work
    # Python 3.12 and later warn of a fork while other threads run. The remedy is the context "spawn": it begins with a fresh
    # interpreter, whose locks are all free.
    worker = multiprocessing.get_context("fork").Process(name="worker", target=serve)
    worker.start()
    logger.join()
    with log_lock:
        print("log: server runs", flush=True)
    # The program ends when the worker does.


if __name__ == "__main__":
    main()
