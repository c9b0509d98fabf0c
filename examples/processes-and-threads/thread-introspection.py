"""Who is at work? A thread counts as alive from its start to its end."""

import threading
import time


def paint(seconds):
    print(f"{threading.current_thread().name} paints")
    time.sleep(seconds)


def who_is_there(when):
    names = [thread.name for thread in threading.enumerate()]
    print(f"{when}: {threading.active_count()} alive, {' and '.join(names)}")


def main():
    painter = threading.Thread(name="painter", target=paint, args=(1,))
    who_is_there("made, not started")
    painter.start()
    who_is_there("started")
    print(f"is the painter alive? {str(painter.is_alive()).lower()}")
    painter.join()
    who_is_there("ended")
    print(f"is the painter alive? {str(painter.is_alive()).lower()}")


if __name__ == "__main__":
    main()
