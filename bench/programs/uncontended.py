"""Takes a free lock again and again, and in turn one that no tracer sees; prints for each the nanoseconds of processor time
that one `with` took, all threads included, in the round whose ratio is the middle one.

    uncontended.py ROUNDS TIMES
"""
import _thread
import sys
import threading
import time

traced = threading.Lock()
# What threading.Lock makes where there is no tracer.
bare = _thread.allocate_lock()


def cost(lock, times):
    began = time.process_time()
    for _ in range(times):
        with lock:
            pass
    time.sleep(0.06)  # Until all of it is recorded; sleeping takes no processor time.
    return (time.process_time() - began) / times * 1e9


rounds, times = int(sys.argv[1]), int(sys.argv[2])
cost(traced, times), cost(bare, times)
pairs = sorted(((cost(traced, times), cost(bare, times)) for _ in range(rounds)), key=lambda pair: pair[0] / pair[1])
print(*pairs[rounds // 2])
