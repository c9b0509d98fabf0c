"""Many watched sockets, one of them ready: select looks at all of them, epoll only at the ready one (Linux)."""

import select
import socket
import sys
import threading
import time


def peer(address):
    time.sleep(1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"ready", address)


def main(count="100"):
    # Datagram sockets, since they are one descriptor each: select refuses descriptors of 1,024 and more.
    watched = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(int(count))]
    for each in watched:
        each.bind(("127.0.0.1", 0))
    registered = select.epoll()
    for each in watched:
        registered.register(each, select.EPOLLIN)
    registered.poll(0)

    threading.Thread(name="peer", target=peer, args=(watched[-1].getsockname(),)).start()
    readable, _, _ = select.select(watched, [], [])
    print(f"select: {len(readable)} of {len(watched)} ready")
    ready = registered.poll()
    print(f"epoll: {len(ready)} of {len(watched)} ready")


if __name__ == "__main__":
    main(*sys.argv[1:])
