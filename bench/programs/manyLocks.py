"""Takes a free lock COUNT times, as fast as it can; prints by how many MB the process has grown meanwhile, at its peak."""
import resource
import sys
import threading

lock = threading.Lock()


def take(times):
    for _ in range(times):
        with lock:
            pass


def peak():
    """MB; Linux counts in kB, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3)


take(1000)
before = peak()
take(int(sys.argv[1]))
print(peak() - before)
