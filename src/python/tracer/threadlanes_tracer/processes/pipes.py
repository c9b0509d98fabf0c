"""multiprocessing's Pipe and Connection, where the program itself sends and receives.

An end of a pipe is the same in every process by its inode, and by whether it can be read and written.
"""
import os
from sys import _getframe

from .. import shared
from ..own import is_own
from ..patching import replace
from ..record import emit, nanoseconds
from ..reprs import short
from ..vocabulary import EventKind, ObjectKind, Operation
from . import waitany
from .makers import asker

KEY = shared.KEY
_LAST = 1 << 30


def install(module):
    replace(module, 'Pipe', _pipe)
    connection = module._ConnectionBase
    for name in ('send', 'send_bytes'):
        replace(connection, name, _send)
    for name in ('recv', 'recv_bytes', 'recv_bytes_into'):
        replace(connection, name, _receive)
    replace(connection, 'poll', _poll)
    replace(module, 'wait', waitany.telling(number_of))


def number_of(end):
    """None for an end that cannot be known again."""
    try:
        return end.__dict__[KEY]
    except KeyError:
        number = end.__dict__[KEY] = _work_out(end)
        return number


def _work_out(end):
    if os.name == 'nt' or end._handle is None:
        return None
    try:
        status = os.fstat(end._handle)
    except OSError:
        return None
    way = '%d%d' % (end._readable, end._writable)
    return shared.number('end %s of %d %d' % (way, status.st_dev, status.st_ino))


def _pipe(original):
    def Pipe(duplex=True):
        ends = original(duplex)
        at = asker(None, 2)
        if at[0] is not None and None not in map(number_of, ends):
            one, other = map(number_of, ends)
            shared.create(one, ObjectKind.Connection, at, 0, other)
            shared.create(other, ObjectKind.Connection, at, 0, one)
        return ends
    return Pipe


def _told(end):
    """Its number, where the program's own code uses it."""
    return number_of(end) if is_own(_getframe(2).f_code.co_filename) else None


def _send(original):
    def send(self, obj, *args, **kwargs):
        number = _told(self)
        if number is not None and self._handle is not None and self._writable:
            # Into the other end, as the recorder knows.
            emit(EventKind.Put, number, 0, 0, _LAST, short(obj))
        return original(self, obj, *args, **kwargs)
    return send


def _receive(original):
    def receive(self, *args, **kwargs):
        number = _told(self)
        if number is None or self._handle is None or not self._readable:
            return original(self, *args, **kwargs)
        waits = not self._poll(0)
        if waits:
            emit(EventKind.Block, number, Operation.Get, -1)
        kind = EventKind.TimedOut if waits else 0
        try:
            received = original(self, *args, **kwargs)
            kind = EventKind.Get
            return received
        except EOFError:
            kind = EventKind.Pass
            raise
        finally:
            if kind:
                emit(kind, number)
    return receive


def _poll(original):
    def poll(self, timeout=0.0):
        number = _told(self)
        patient = timeout is None or type(timeout) in (int, float) and timeout > 0
        if number is None or not patient or self._handle is None or not self._readable or self._poll(0):
            return original(self, timeout)
        emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout))
        ready = False
        try:
            ready = original(self, timeout)
            return ready
        finally:
            emit(EventKind.Pass if ready else EventKind.TimedOut, number)
    return poll
