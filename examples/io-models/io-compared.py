"""Four ways to read the same data, side by side. Python has no asynchronous reads of sockets without an event loop."""

import select
import socket
import threading
import time


def peer(connections):
    time.sleep(2)
    for connection in connections:
        connection.sendall(b"data")


def something_useful(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def blocking(connection):
    print(connection.recv(100).decode())


def non_blocking(connection):
    connection.setblocking(False)
    while True:
        try:
            print(connection.recv(100).decode())
            return
        except BlockingIOError:
            something_useful(0.5)


def multiplexing(connection):
    readable, _, _ = select.select([connection], [], [])
    for each in readable:
        print(each.recv(100).decode())


def signal_driven(connection):
    """As a signal would tell: somebody else waits until there is something to take, and this thread is told."""
    is_there = threading.Event()
    threading.Thread(target=lambda: (connection.recv(1, socket.MSG_PEEK), is_there.set())).start()
    while not is_there.is_set():
        something_useful(0.5)
    print(connection.recv(100).decode())


def main():
    models = [blocking, non_blocking, multiplexing, signal_driven]
    pairs = [socket.socketpair() for _ in models]
    threads = [
        threading.Thread(name=target.__name__, target=target, args=(mine,))
        for target, (mine, _) in zip(models, pairs)
    ]
    threads.append(threading.Thread(name="peer", target=peer, args=([other for _, other in pairs],)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
