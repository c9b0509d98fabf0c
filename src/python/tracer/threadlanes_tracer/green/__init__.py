"""greenlet and gevent: lanes that take turns in a thread. Patched when the program imports them."""
