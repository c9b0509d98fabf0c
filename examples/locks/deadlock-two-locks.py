"""Ten clerks take two locks in opposite orders, until two of them wait for each other for ever."""

import threading
import time

mutex_a = threading.Lock()
mutex_b = threading.Lock()


class Clerk(threading.Thread):
    def run(self):
        self.from_a_to_b()
        self.from_b_to_a()

    def from_a_to_b(self):
        with mutex_a:
            with mutex_b:
                pass

    def from_b_to_a(self):
        with mutex_b:  # the other way round: this is the mistake
            time.sleep(0.1)
            with mutex_a:
                pass


def main():
    clerks = [Clerk(name=f"clerk-{i}") for i in range(1, 11)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()


if __name__ == "__main__":
    main()
