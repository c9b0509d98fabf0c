"""Two activities in threads of their own; where join stands decides when main goes on.

Run with a variant: no-join, join-first, join-second or join-in-loop.
"""

import sys
import threading
import time


class Activity(threading.Thread):
    def __init__(self, name, seconds):
        super().__init__(name=name)
        self.seconds = seconds

    def run(self):
        print(f"{self.name} begins")
        time.sleep(self.seconds)
        print(f"{self.name} ends")


def main(variant="no-join"):
    music = Activity("Music", 3)
    blog = Activity("Blog", 5)

    if variant == "join-in-loop":
        # The mistake that turns two threads back into one: each is awaited before the next is started.
        for activity in (music, blog):
            activity.start()
            activity.join()
    else:
        music.start()
        blog.start()
        if variant == "join-first":
            music.join()
        if variant == "join-second":
            blog.join()
    print("main ends")


if __name__ == "__main__":
    main(*sys.argv[1:2])
