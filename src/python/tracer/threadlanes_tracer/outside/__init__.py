"""Waits for what lies outside of the program: sockets, select and its like, programs that it starts."""
