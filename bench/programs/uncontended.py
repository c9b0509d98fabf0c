"""Takes a free lock again and again; prints the nanoseconds of processor time that one `with` took, all threads included."""
import sys
import threading
import time

lock = threading.Lock()


def take(times):
    for _ in range(times):
        with lock:
            pass


count = int(sys.argv[1])
take(1000)
began = time.process_time()
take(count)
print((time.process_time() - began) / count * 1e9)
