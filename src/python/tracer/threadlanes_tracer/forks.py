"""os.fork, and what is built upon it: the child is a process of its own in the record.

The tracer's thread ends before a fork: a program with one thread stays one, and is not warned of having more; nor does it count more.
"""
import _thread
import os

from . import channel, threads
from .disguise import Builtin


def install():
    count = _thread._count
    _thread._count = Builtin(count, lambda: count() - channel.is_counted)
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(before=channel.stop, after_in_child=_in_child)


def _in_child():
    channel.in_child()
    threads.begin_child()
