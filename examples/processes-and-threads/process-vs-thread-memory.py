"""Two visitors count to five each: threads on the same counter, processes each on its own copy."""

import multiprocessing
import sys
import threading

counter = 0
lock = threading.Lock()


def visit():
    global counter
    for _ in range(5):
        with lock:
            counter += 1


def visit_alone():
    visit()
    print(f"{multiprocessing.current_process().name} counted to {counter}")


def main(variant="threads"):
    if variant == "threads":
        visitors = [threading.Thread(target=visit) for _ in range(2)]
    else:
        visitors = [multiprocessing.Process(target=visit_alone) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print(f"main sees {counter}")


if __name__ == "__main__":
    main(*sys.argv[1:])
