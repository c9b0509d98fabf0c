"""The same breakfast with a class of its own, which overrides run()."""

import threading
import time


class Boil(threading.Thread):
    def __init__(self, name, seconds):
        super().__init__(name=name)
        self.seconds = seconds

    def run(self):
        print(f"{self.name}: on the stove")
        time.sleep(self.seconds)
        print(f"{self.name}: done")


def main():
    tea = Boil("tea", 3)
    eggs = Boil("eggs", 3)
    tea.start()  # not run(): that would boil the tea in main's own thread
    eggs.start()
    print("main sets the table")


if __name__ == "__main__":
    main()
