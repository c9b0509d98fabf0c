"""A timetable with many readers and one writer: readers may share it, the writer must be alone.

Run with a variant: one-lock or readers-together.
"""

import sys
import threading
import time

timetable = threading.Lock()  # whoever holds it keeps the others out
counting = threading.Lock()  # guards the number of readers
readers = 0


def read_alone():
    with timetable:
        time.sleep(1)


def read_together():
    global readers
    with counting:
        readers += 1
        if readers == 1:
            timetable.acquire()  # the first one in, for all of them

    time.sleep(1)

    with counting:
        readers -= 1
        if readers == 0:
            timetable.release()  # the last one out


def write():
    with timetable:
        time.sleep(1)
        print("new timetable")


def main(variant="one-lock"):
    read = read_alone if variant == "one-lock" else read_together
    people = [threading.Thread(name=f"traveller-{i}", target=read) for i in (1, 2, 3)]
    people.append(threading.Thread(name="station master", target=write))
    for person in people:
        person.start()
    for person in people:
        person.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
