"""A connection that is opened when it is first needed, and only once: check, lock, and check again.

Run with a variant: check-once, check-twice or atomic. In CPython reading a variable is atomic, so the last two are the same.
"""

import sys
import threading
import time

connection = None
opening = threading.Lock()


def open_connection():
    time.sleep(0.1)  # shakes hands with the database
    print("connection opened")
    return "open"


def check_once():
    global connection
    if connection is not None:
        return
    with opening:
        connection = open_connection()


def check_twice():
    global connection
    if connection is not None:
        return
    with opening:
        if connection is None:  # else somebody was faster
            connection = open_connection()


def main(variant="check-once"):
    target = check_once if variant == "check-once" else check_twice
    requests = [threading.Thread(name=f"request-{i}", target=target) for i in (1, 2, 3)]
    for request in requests:
        request.start()
    for request in requests:
        request.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
