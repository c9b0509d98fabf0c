"""A bun shop: one cook, one guest, and room for three buns between them."""

import queue
import random
import threading
import time

counter = queue.Queue(3)
done = queue.Queue()


def cook(buns):
    for n in range(1, buns + 1):
        time.sleep(random.random())
        counter.put(f"bun {n}")  # waits while the counter is full
        print(f"baked bun {n}")


def guest(buns):
    eaten = []
    while len(eaten) < buns:
        bun = counter.get()  # waits while the counter is empty
        print(f"eats {bun}")
        eaten.append(bun)
        time.sleep(random.random() * 1.5)
    done.put(eaten)


def main():
    threads = [
        threading.Thread(name="cook", target=cook, args=(10,)),
        threading.Thread(name="guest", target=guest, args=(10,)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(done.get())


if __name__ == "__main__":
    main()
