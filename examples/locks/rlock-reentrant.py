"""One re-entrant lock in place of two locks: its owner may take it again. A plain lock lets nobody take it twice."""

import sys
import threading
import time

ledger = threading.RLock()
plain_ledger = threading.Lock()


class Clerk(threading.Thread):
    def __init__(self, name, lock):
        super().__init__(name=name)
        self.lock = lock

    def run(self):
        self.transfer()
        self.audit()

    def transfer(self):
        with self.lock:
            self.book()  # takes the lock that we hold

    def audit(self):
        with self.lock:
            time.sleep(0.1)
            self.book()

    def book(self):
        with self.lock:  # the second time
            pass


def main(variant="rlock"):
    lock = ledger if variant == "rlock" else plain_ledger
    clerks = [Clerk(f"clerk-{i}", lock) for i in range(1, 11)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
