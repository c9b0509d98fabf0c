"""Breakfast: tea and eggs take 3 s each, in threads that are made from a function."""

import threading
import time


def boil(what):
    print(f"{what}: on the stove")
    time.sleep(3)
    print(f"{what}: done")


def main():
    tea = threading.Thread(name="tea", target=boil, args=("tea",))
    eggs = threading.Thread(name="eggs", target=boil, args=("eggs",))
    tea.start()
    eggs.start()
    print("main sets the table")  # at once: start() waits for nobody


if __name__ == "__main__":
    main()
