"""The bun shop again: the cook waits in join() until the guest has reported the last bun eaten."""

import queue
import random
import threading
import time

counter = queue.Queue(3)


def cook(buns):
    for n in range(1, buns + 1):
        time.sleep(random.random() * 0.5)
        counter.put(f"bun {n}")
        print(f"baked bun {n}")
    counter.join()  # until all is eaten, not only taken
    print("the cook goes home")


def guest():
    while True:
        bun = counter.get()
        time.sleep(random.random())  # eats
        print(f"ate {bun}")
        counter.task_done()


def main():
    chef = threading.Thread(name="cook", target=cook, args=(8,))
    chef.start()
    threading.Thread(name="guest", target=guest, daemon=True).start()
    chef.join()


if __name__ == "__main__":
    main()
