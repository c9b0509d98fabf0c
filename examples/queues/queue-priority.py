"""A doctor sees patients by urgency, and then waits for ever: nobody comes any more."""

import queue
import threading

waiting_room = queue.PriorityQueue()


def doctor():
    while True:
        print(f"sees urgency {waiting_room.get()}", flush=True)


def main():
    for urgency in (5, 7, 3, 4):
        waiting_room.put(urgency)
    threading.Thread(name="doctor", target=doctor).start()


if __name__ == "__main__":
    main()
