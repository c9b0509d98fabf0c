"""Twenty requests share five database connections: the sixth waits until one is given back."""

import threading
import time

connections = threading.Semaphore(5)


def request(n):
    with connections:
        print(f"request {n} is connected")
        time.sleep(2)  # the query


def main():
    requests = [threading.Thread(name=f"request-{n}", target=request, args=(n,)) for n in range(1, 21)]
    for each in requests:
        each.start()
    for each in requests:
        each.join()


if __name__ == "__main__":
    main()
