"""One seat, two customers: what was true at the look is not true any more at the sale.

Run with a variant: look-then-book or under-one-lock.
"""

import sys
import threading
import time

seats_left = 1
booking = threading.Lock()


def look_then_book():
    global seats_left
    if seats_left > 0:
        time.sleep(1)  # types in the card's number
        seats_left -= 1
        print("has a seat")
    else:
        print("no seat left")


def book_under_lock():
    with booking:  # look and sale in one: nobody comes between them
        look_then_book()


def main(variant="look-then-book"):
    target = book_under_lock if variant == "under-one-lock" else look_then_book
    customers = [threading.Thread(name=name, target=target) for name in ("Ada", "Grace")]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    print(f"seats left: {seats_left}")


if __name__ == "__main__":
    main(*sys.argv[1:])
