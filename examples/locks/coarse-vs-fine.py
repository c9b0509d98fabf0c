"""A printer, a scanner, and four jobs of 1 s: one lock for the whole office, or one for each device."""

import sys
import threading
import time

office = threading.Lock()
printer = threading.Lock()
scanner = threading.Lock()


def work(device, lock):
    with lock:
        print(f"uses the {device}")
        time.sleep(1)


def main(variant="one-lock"):
    is_coarse = variant == "one-lock"
    jobs = [
        ("anna", "printer", office if is_coarse else printer),
        ("ben", "scanner", office if is_coarse else scanner),
        ("carla", "printer", office if is_coarse else printer),
        ("dora", "scanner", office if is_coarse else scanner),
    ]
    people = [threading.Thread(name=name, target=work, args=(device, lock)) for name, device, lock in jobs]
    for person in people:
        person.start()
    for person in people:
        person.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
