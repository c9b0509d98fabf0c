"""Two greenlets wait for answers of a socket, 2 s and 3 s. Patched, a waiting call lets the other one go on: 3 s in all.

Without the first two lines a blocking call stops the whole thread: 5 s. (pip install gevent)
"""

from gevent import monkey

monkey.patch_all(thread=False)

import socket  # noqa: E402
import time  # noqa: E402

import gevent  # noqa: E402


def answer(connection, seconds):
    connection.recv(100)
    time.sleep(seconds)  # a slow server; this call is patched, too
    connection.sendall(b"here you are")


def ask(connection, who):
    connection.sendall(b"please")
    print(f"{who} hears: {connection.recv(100).decode()}")


def main():
    begin = time.perf_counter()
    greenlets = []
    for i, seconds in enumerate((2, 3)):
        mine, other = socket.socketpair()
        gevent.spawn(answer, other, seconds)
        greenlets.append(gevent.spawn(ask, mine, f"client-{i + 1}"))
    gevent.joinall(greenlets)
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
