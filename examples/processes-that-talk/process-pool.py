"""Thirty pictures, five processes: close() finishes the tasks that there are, terminate() gives them up.

Run with a variant: close or terminate.
"""

import sys
import time
from multiprocessing import Pool


def develop(picture):
    time.sleep(1)
    return picture


def main(variant="close"):
    pool = Pool(5)
    results = [pool.apply_async(develop, (picture,)) for picture in range(30)]

    if variant == "terminate":
        time.sleep(2.5)
        pool.terminate()
    else:
        pool.close()
    pool.join()  # allowed only after one of the two
    done = sum(result.ready() for result in results)
    print(f"{done} done, {len(results) - done} lost")


if __name__ == "__main__":
    main(*sys.argv[1:])
