"""Asynchronous I/O: ask for a read and go on. Python's event loop comes closest: it does the waiting and the reading."""

import asyncio
import socket


async def peer(connection):
    await asyncio.sleep(2)
    await asyncio.get_running_loop().sock_sendall(connection, b"data")


async def main():
    connection, other = socket.socketpair()
    for each in (connection, other):
        each.setblocking(False)
    sending = asyncio.create_task(peer(other))
    read = asyncio.create_task(asyncio.get_running_loop().sock_recv(connection, 100))  # goes on at once
    worked = 0.0
    while not read.done():
        await asyncio.sleep(0.5)  # all the time is ours
        worked += 0.5
    print(f"got {read.result().decode()}", worked)
    await sending


if __name__ == "__main__":
    asyncio.run(main())
