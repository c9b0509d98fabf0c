"""A web server starts two workers: their numbers, the number of the process that started them, and their names."""

import os
from multiprocessing import Process, Queue, current_process


def serve(log):
    log.put((current_process().name, os.getpid(), os.getppid()))


def main():
    log = Queue()
    workers = [
        Process(name="worker-1", target=serve, args=(log,)),
        Process(name="worker-2", target=serve, args=(log,)),
    ]
    print(f"the server is {os.getpid()}; worker-1, not started yet, is {workers[0].pid}")
    for worker in workers:
        worker.start()

    for name, pid, ppid in [log.get() for _ in workers]:
        print(f"{name} is {pid}, started by {ppid}")
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
