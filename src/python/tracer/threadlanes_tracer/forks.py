"""os.fork, and what is built upon it: the child is a process of its own in the record.

The tracer's thread ends before a fork: a program with one thread stays one, and is not warned of having more.
"""
import os
import sys
from _thread import get_ident

from . import channel, lanes, shared, wire
from .record import emit, perf_counter_ns
from .vocabulary import PROCESS, EventKind

_born = 0
# Of the process that forks: its child may ask for it when it is gone.
_parent = 0
_forks = 0
# By the thread that forks: number and name of the process that it starts. Whoever is not here forks by himself.
starting = {}
# By thread: the so many-th fork of this process its latest one was.
latest = {}


def install():
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(before=_before, after_in_parent=channel.go_on, after_in_child=_in_child)


def number_of(parent, fork):
    """The number of the process that a process has forked as so many-th, known to both."""
    return shared.number('fork %d of %d' % (fork, parent))


def _is_connected():
    """Not so a fork server: those that it forks connect by themselves."""
    return wire.address()[0] is not None


def _before():
    global _born, _forks, _parent
    _forks += 1
    _parent = os.getpid()
    latest[get_ident()] = _forks
    channel.has_company()
    if get_ident() not in starting and _is_connected():
        # Told before there is one: the parent may wait for it before it has said anything itself.
        number = number_of(os.getpid(), _forks)
        emit(EventKind.ThreadNew, number, 0, number, PROCESS, 'Process')
    channel.stop()
    _born = perf_counter_ns()


def _in_child():
    channel.in_child(_born, _parent)
    if not _is_connected():
        return
    process = starting.pop(get_ident(), None)
    starting.clear()
    if process:
        return begin_process(*process)
    number, name = number_of(_parent, latest[get_ident()]), 'Process %d' % os.getpid()
    begin_process(number, name)
    emit(EventKind.ThreadChange, number, 0, number, PROCESS, name)


def begin_process(number, name):
    """The thread that runs now is the first one of a new process."""
    lanes.begin_process(number, name)
    if 'threading' in sys.modules:
        from . import threads
        threads.know_first()
    channel.flush()  # Whatever kills the process from now on, there is a lane to say so.
