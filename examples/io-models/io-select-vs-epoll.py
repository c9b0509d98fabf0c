"""Many watched sockets, one of them ready: select looks at all of them, epoll only at the ready one (Linux)."""

import select
import socket
import sys
import threading
import time


def peer(connection):
    time.sleep(1)
    connection.sendall(b"ready")


def main(count="100"):
    pairs = [socket.socketpair() for _ in range(int(count))]
    watched = [mine for mine, _ in pairs]
    registered = select.epoll()
    for each in watched:
        registered.register(each, select.EPOLLIN)

    threading.Thread(name="peer", target=peer, args=(pairs[-1][1],)).start()
    readable, _, _ = select.select(watched, [], [])
    print(f"select: {len(readable)} of {len(watched)} ready")
    ready = registered.poll()
    print(f"epoll: {len(ready)} of {len(watched)} ready")


if __name__ == "__main__":
    main(*sys.argv[1:])
