"""Two clients wait for an event, which main sets when the server is ready."""

import threading
import time

ready = threading.Event()


def client(page):
    ready.wait()  # blocks until the event is set
    print(f"gets {page}")


def main():
    clients = [
        threading.Thread(name="anna", target=client, args=("the news",)),
        threading.Thread(name="ben", target=client, args=("the weather",)),
    ]
    for each in clients:
        each.start()
    time.sleep(3)  # the server starts
    print("the server is ready")
    ready.set()
    for each in clients:
        each.join()


if __name__ == "__main__":
    main()
