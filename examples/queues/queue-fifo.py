"""A print queue with room for three jobs: put waits while it is full, get while it is empty."""

import queue
import threading
import time

jobs = queue.Queue(3)


def tell(when):
    empty, full = str(jobs.empty()).lower(), str(jobs.full()).lower()
    print(f"{when}: {jobs.qsize()} waiting, empty {empty}, full {full}")


def office():
    tell("morning")
    for job in ("letter", "list", "poster"):
        jobs.put(job)
    tell("three jobs")
    try:
        jobs.put_nowait("photo")
    except queue.Full:
        print("Full: no room for the photo")
    jobs.put("photo")  # waits until the printer takes a job, at 2 s
    print("the photo is in the queue")


def printer():
    time.sleep(2)  # it has to warm up
    for _ in range(4):
        print(f"prints the {jobs.get()}")
        time.sleep(1)
    try:
        jobs.get_nowait()
    except queue.Empty:
        print("Empty: nothing left to print")


def main():
    threads = [threading.Thread(name="office", target=office), threading.Thread(name="printer", target=printer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
