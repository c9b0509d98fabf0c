"""Computes for about half a second, without any concurrency; prints the seconds that it took."""
import time

began = time.perf_counter()
total = 0
for i in range(4000000):
    total += i % 7
print(time.perf_counter() - began)
