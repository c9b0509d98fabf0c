"""Impatient clients: each says after 2 s that he still waits, and waits again."""

import threading
import time

ready = threading.Event()


def client(page):
    while not ready.wait(2):  # False: the 2 s are over
        print("still waiting")
    print(f"gets {page}")


def main():
    clients = [
        threading.Thread(name="anna", target=client, args=("the news",)),
        threading.Thread(name="ben", target=client, args=("the weather",)),
    ]
    for each in clients:
        each.start()
    time.sleep(3)
    print("the server is ready")
    ready.set()
    for each in clients:
        each.join()


if __name__ == "__main__":
    main()
