"""Calls of sockets on the program's own lines: what they wait for, and what is refused where they do not wait.

What makes a socket ready may come from outside of the program: nobody who waits for one counts as stuck. Libraries that use
sockets for the program are not told of.
"""
import sys
from functools import wraps
from sys import _getframe

import _socket

from ..beside import Beside
from ..own import asker, is_own
from ..record import create, emit, nanoseconds
from ..vocabulary import OUTSIDE, EventKind, ObjectKind, Operation

_CALLS = {
    Operation.Receive: ('recv', 'recv_into', 'recvfrom', 'recvfrom_into', 'recvmsg', 'recvmsg_into'),
    Operation.Send: ('send', 'sendall', 'sendto', 'sendmsg'),
    Operation.Connect: ('connect', 'connect_ex'),
    Operation.Accept: ('accept',),
}
_numbers = Beside()


def install(module):
    tell_of(module.socket, module, _socket.socket.gettimeout, waiting)


def tell_of(cls, module, timeout_of, wait):
    """A module's class of sockets. `wait` is a context manager: a wait for what comes from outside, as `waiting` below."""
    original = cls.__init__
    inside = module.__file__, sys.modules[cls.__module__].__file__  # gevent's class, and what makes pairs, has one of its own.

    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = asker(self, 2, inside)
        if at[0] is not None:
            _numbers.keep(self, create(ObjectKind.Socket, at))
    cls.__init__ = __init__
    for operation, names in _CALLS.items():
        for name in names:
            if hasattr(cls, name):
                setattr(cls, name, _telling(getattr(cls, name), operation, timeout_of, wait))


def number_of(socket):
    """Number of a socket; one that a library has made gets one when it is first used, and is called after its address."""
    number = _numbers.find(socket)
    if number is None:
        number = _numbers.keep(socket, create(ObjectKind.Socket, (None, 0), 0, 0, _address(socket)))
    return number


def _address(socket):
    for ask in (_socket.socket.getpeername, _socket.socket.getsockname):
        try:
            address = ask(getattr(socket, '_sock', socket))  # gevent's has one inside.
        except OSError:
            continue
        if type(address) is tuple and len(address) >= 2:
            return '%s:%s' % address[:2]
        if type(address) is str and address:
            return address
    return None


known = _numbers.find


def _telling(original, operation, timeout_of, wait):
    @wraps(original)
    def call(self, *args, **kwargs):
        frame = _getframe(1)
        if not is_own(frame.f_code.co_filename) or self.fileno() < 0:
            return original(self, *args, **kwargs)
        at = frame.f_code, frame.f_lasti
        timeout = timeout_of(self)
        if timeout == 0:
            return _try(original, operation, at, self, args, kwargs)
        with wait(number_of(self), operation, timeout, at):
            return original(self, *args, **kwargs)
    return call


def _try(original, operation, at, self, args, kwargs):
    """A call that does not wait."""
    try:
        return original(self, *args, **kwargs)
    except BlockingIOError:
        emit(EventKind.TryFailed, number_of(self), operation, at=at)
        raise


class waiting:
    """A wait for what comes from outside, at an object."""
    __slots__ = ('number', 'at')

    def __init__(self, number, operation, timeout, at):
        self.number = number
        self.at = at
        emit(EventKind.Block, number, operation, OUTSIDE if timeout is None else nanoseconds(timeout), 0, None, at)

    def __enter__(self):
        return self

    def __exit__(self, kind, _error, _traceback):
        emit(EventKind.Pass if kind is None else EventKind.TimedOut, self.number, at=self.at)
