"""The tracer: makes the concurrency of a Python program visible without changing it. Standard library only, 3.8 and later."""
