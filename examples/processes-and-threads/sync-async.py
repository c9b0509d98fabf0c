"""A customer asks a shop about a book. On the phone he waits for the answer; after a message he is told later."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor


def look_up(book):
    time.sleep(3)  # down to the cellar and back
    return f"{book} is in stock"


def tell(answer):
    print(f"told later: {answer.result()}")


def main(variant="phone-call"):
    shop = ThreadPoolExecutor(1, "shop")
    answer = shop.submit(look_up, "Moby-Dick")
    if variant == "phone-call":
        print(f"heard on the phone: {answer.result()}")  # waits until it is there
    else:
        answer.add_done_callback(tell)  # leaves a number, and does not wait
    print("the customer goes on with his work")


if __name__ == "__main__":
    main(*sys.argv[1:])
