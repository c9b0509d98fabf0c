"""Computes for two seconds or so, without any concurrency; prints the seconds of processor time since the process began."""
import time

total = 0
for i in range(15000000):
    total += i % 7
print(time.process_time())
