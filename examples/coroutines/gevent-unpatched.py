"""Two greenlets wait for answers of a socket, 2 s and 3 s. Nothing is patched, so a blocking call stops the whole thread: 5 s.

(pip install gevent)
"""

import socket
import threading
import time

import gevent


def answer(connection, seconds):
    connection.recv(100)
    time.sleep(seconds)  # a slow server, in a thread of its own
    connection.sendall(b"here you are")


def ask(connection, who):
    connection.sendall(b"please")
    print(f"{who} hears: {connection.recv(100).decode()}")


def main():
    begin = time.perf_counter()
    greenlets = []
    for i, seconds in enumerate((2, 3)):
        mine, servers = socket.socketpair()
        threading.Thread(name=f"server-{i + 1}", target=answer, args=(servers, seconds)).start()
        greenlets.append(gevent.spawn(ask, mine, f"client-{i + 1}"))
    gevent.joinall(greenlets)
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
