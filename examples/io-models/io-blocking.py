"""Blocking I/O: recv stands still until the kernel has data and has copied it."""

import socket
import threading
import time


def peer(connection):
    time.sleep(2)
    connection.sendall(b"data")


def main():
    connection, other = socket.socketpair()
    threading.Thread(name="peer", target=peer, args=(other,)).start()
    begin = time.perf_counter()
    data = connection.recv(100)  # blocks
    print(f"got {data.decode()}")
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
