"""asyncio: its loops, tasks, futures, locks, queues, and what tasks wait for. Patched when the program imports asyncio."""
