"""os.fork, and what is built upon it: the child is a process of its own in the record.

The tracer's thread ends before a fork: a program with one thread stays one, and is not warned of having more.
"""
import os

from . import channel, threads


def install():
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(before=channel.stop, after_in_child=_in_child)


def _in_child():
    channel.in_child()
    threads.begin_child()
