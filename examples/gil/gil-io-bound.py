"""Two downloads: a thread that waits is without the interpreter lock, so the waits overlap."""

import threading
import time


def download(name, seconds):
    print(f"{name} begins")
    time.sleep(seconds)  # the network works, the thread waits
    print(f"{name} is there")


def main():
    begin = time.perf_counter()
    threads = [
        threading.Thread(name="song", target=download, args=("song", 2)),
        threading.Thread(name="film", target=download, args=("film", 3)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
