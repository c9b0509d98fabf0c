"""A task waits for a task of the same pool, and all threads of the pool do so: nobody is left to do the work.

Run with a variant: one-pool, which never ends, or two-pools.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

trips = ThreadPoolExecutor(2, "trips")
flights = ThreadPoolExecutor(2, "flights")


def find_flight(city):
    time.sleep(1)
    return f"flight to {city}"


def plan_in_same_pool(city):
    time.sleep(0.5)  # finds a hotel
    return trips.submit(find_flight, city).result()  # waits for a task of the pool that it takes a thread of


def plan_with_other_pool(city):
    time.sleep(0.5)
    return flights.submit(find_flight, city).result()


def main(variant="one-pool"):
    plan = plan_in_same_pool if variant == "one-pool" else plan_with_other_pool
    plans = [trips.submit(plan, city) for city in ("Lima", "Oslo")]
    for trip in plans:
        print(trip.result())


if __name__ == "__main__":
    main(*sys.argv[1:])
