"""Non-blocking I/O: ask again and again, and do something else in between."""

import socket
import threading
import time


def peer(connection):
    time.sleep(2)
    connection.sendall(b"data")


def something_useful(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def main():
    connection, other = socket.socketpair()
    connection.setblocking(False)
    threading.Thread(name="peer", target=peer, args=(other,)).start()
    polls = 0
    while True:
        polls += 1
        try:
            data = connection.recv(100)
            break
        except BlockingIOError:
            something_useful(0.6)
    print(f"got {data.decode()} with poll {polls}")


if __name__ == "__main__":
    main()
