"""The most urgent task waits for a lock whose owner cannot compute, because a less urgent task does.

Run with a variant: inversion or ceiling. Python's threads have no priorities, so the one processor of
the probe is made here, and slow enough to watch.
"""

import sys
import threading
import time


class Processor:
    """Computes for one thread at a time, 0.1 s at a time, and always for the most urgent one that wants to."""

    def __init__(self):
        self._free = threading.Condition()
        self._is_busy = False
        self._wanted_by = []  # priorities

    def compute(self, slices, priority):
        with self._free:
            self._wanted_by.append(priority)
        for _ in range(slices):
            with self._free:
                self._free.wait_for(lambda: not self._is_busy and priority == max(self._wanted_by))
                self._is_busy = True
            time.sleep(0.1)
            with self._free:
                self._is_busy = False
                self._free.notify_all()
        with self._free:
            self._wanted_by.remove(priority)
            self._free.notify_all()


processor = Processor()
bus = threading.Lock()


def measure_weather(priority):
    with bus:
        processor.compute(10, priority)
        print("weather measured")


def send_pictures(priority):
    time.sleep(0.1)
    processor.compute(20, priority)
    print("pictures sent")


def manage_bus():
    time.sleep(0.1)
    with bus:  # weather has it, and would need only nine slices more
        print("bus managed")


def main(variant="inversion"):
    tasks = [
        threading.Thread(name="weather", target=measure_weather, args=(3 if variant == "ceiling" else 1,)),
        threading.Thread(name="radio", target=send_pictures, args=(2,)),
        threading.Thread(name="bus manager", target=manage_bus),
    ]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
