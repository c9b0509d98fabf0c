"""A hundred clerks sell one ticket each, and nearly all sales are lost: nothing orders the reads and writes."""

import threading
import time

tickets_left = 100


def sell_one():
    global tickets_left
    seen = tickets_left  # every clerk reads 100 ...
    time.sleep(0.1)
    tickets_left = seen - 1  # ... and every clerk writes 99


def main():
    clerks = [threading.Thread(name=f"clerk-{i}", target=sell_one) for i in range(1, 101)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    print(f"tickets left: {tickets_left}")


if __name__ == "__main__":
    main()
