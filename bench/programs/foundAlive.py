"""Two threads deadlock; each prints the time just before it asks for its second lock."""
import threading
import time

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)


def take(first, second):
    with first:
        both.wait()
        print(int(time.time() * 1000), flush=True)
        with second:
            pass


threads = [threading.Thread(target=take, args=locks) for locks in ((a, b), (b, a))]
for thread in threads:
    thread.start()
