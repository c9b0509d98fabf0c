"""The clerks of deadlock-two-locks with a rule for everybody: account A before account B."""

import sys
import threading
import time

account_a = threading.Lock()
account_b = threading.Lock()


def transfer_both_ways(variant):
    transfer(account_a, account_b)
    if variant == "ordered":
        transfer(account_a, account_b)
    else:
        transfer(account_b, account_a)  # against the rule


def transfer(first, second):
    with first:
        time.sleep(0.1)
        with second:
            pass


def main(variant="ordered", count="10"):
    clerks = [
        threading.Thread(name=f"clerk-{i}", target=transfer_both_ways, args=(variant,))
        for i in range(1, int(count) + 1)
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
