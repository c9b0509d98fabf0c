"""Three thumbnails, each made in a process of its own: give Process a function and start it."""

import time
from multiprocessing import Process


def resize(photo):
    print(f"{photo} begins", flush=True)
    time.sleep(1)
    print(f"{photo} is done", flush=True)


def main():
    processes = [
        Process(name=photo, target=resize, args=(photo,)) for photo in ("beach.jpg", "forest.jpg", "city.jpg")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()  # the page may be shown only when all three are there
    print("page shown")


# A process that is spawned imports this module again: without this line it would start processes of its own.
if __name__ == "__main__":
    main()
