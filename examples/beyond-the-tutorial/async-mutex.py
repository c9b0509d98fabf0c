"""Where a task awaits, others have their turn: what must not be interrupted needs a lock of asyncio, not one of threads.

Run with a variant: no-lock, task-lock, or thread-lock, which never ends.
"""

import asyncio
import sys
import threading

balance = 0
thread_lock = threading.Lock()


async def deposit(amount):
    global balance
    before = balance
    await asyncio.sleep(1)  # asks the bank; the other tasks go on meanwhile
    balance = before + amount


async def deposit_with_task_lock(amount, lock):
    async with lock:  # the others wait too, but the thread goes on
        await deposit(amount)


async def deposit_with_thread_lock(amount):
    with thread_lock:  # blocks the thread: then who should release it?
        await deposit(amount)


async def deposit_twice(variant):
    lock = asyncio.Lock()
    if variant == "no-lock":
        await asyncio.gather(deposit(10), deposit(20))
    elif variant == "task-lock":
        await asyncio.gather(deposit_with_task_lock(10, lock), deposit_with_task_lock(20, lock))
    else:
        await asyncio.gather(deposit_with_thread_lock(10), deposit_with_thread_lock(20))
    print(f"balance: {balance}")


def main(variant="no-lock"):
    asyncio.run(deposit_twice(variant))


if __name__ == "__main__":
    main(*sys.argv[1:])
