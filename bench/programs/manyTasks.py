"""So many tasks on one event loop, each of which gives it up once; prints the seconds of processor time that they took.

    manyTasks.py COUNT
"""
import asyncio
import sys
import time


async def work(n):
    await asyncio.sleep(0)
    return n


async def main(count):
    began = time.process_time()
    results = await asyncio.gather(*[work(n) for n in range(count)])
    if len(results) != count:
        raise RuntimeError('results are missing')
    await asyncio.sleep(0.06)  # Until all of it is recorded; sleeping takes no processor time.
    print(time.process_time() - began)


asyncio.run(main(int(sys.argv[1])))
