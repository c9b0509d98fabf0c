"""Two transfers in opposite directions, each taking the accounts' locks in its own order."""

import threading
import time


class Account:
    def __init__(self, name: str, balance: int) -> None:
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    with source.lock:
        time.sleep(0.01)
        with target.lock:
            source.balance -= amount
            target.balance += amount


def main() -> None:
    alice = Account("alice", 100)
    bob = Account("bob", 100)
    threads = [
        threading.Thread(target=transfer, args=(alice, bob, 10), name="alice to bob"),
        threading.Thread(target=transfer, args=(bob, alice, 20), name="bob to alice"),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(alice.balance, bob.balance)


if __name__ == "__main__":
    main()
