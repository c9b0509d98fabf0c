"""Three letters to post: join waits until task_done was called for each. Once too often is an error."""

import queue
import threading
import time

letters = queue.Queue()


def messenger():
    while True:
        letter = letters.get()
        time.sleep(1)  # to the letter box
        print(f"posted {letter}")
        letters.task_done()


def main():
    for letter in ("the bill", "the offer", "the invitation"):
        letters.put(letter)
    threading.Thread(name="messenger", target=messenger, daemon=True).start()
    letters.join()  # waits for three times task_done
    print("the chief goes home")
    try:
        letters.task_done()
    except ValueError as error:
        print(f"refused: {error}")


if __name__ == "__main__":
    main()
