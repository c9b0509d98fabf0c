"""A shop with background music: the program does not wait for daemon threads."""

import threading
import time


def work(seconds):
    time.sleep(seconds)
    print("the clerk goes home")


def play_music(seconds):
    print("the music begins")
    time.sleep(seconds)
    print("the music is over")  # nobody ever hears this


def main():
    clerk = threading.Thread(name="clerk", target=work, args=(3,))
    music = threading.Thread(name="music", target=play_music, args=(5,))
    music.daemon = True  # before start()
    clerk.start()
    music.start()


if __name__ == "__main__":
    main()
