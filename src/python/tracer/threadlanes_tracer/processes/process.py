"""multiprocessing.Process: made, started, begun, ended, ended by force, joined; under every start method.

A process has one number, which its parent and it itself work out alike. Must never change what a method does, returns or raises.
"""
import sys
from _thread import get_ident

from .. import channel, forks, lanes, shared
from ..own import maker
from ..patching import replace
from ..record import emit, nanoseconds
from ..vocabulary import PROCESS, RAISED, RETURNED, TERMINATED, EventKind, Operation
from . import bottom

# Attribute of a Popen: the number of its process, until its end is told.
_KEY = shared.KEY
# Another one: somebody has said that he ends it by force.
_FORCED = '_threadlanes_forced'
_bootstrap_code = None
# Names and daemon flags of processes that were not started yet, as told.
_told = {}


def install(module):
    global _bootstrap_code
    process = module.BaseProcess
    _bootstrap_code = process._bootstrap.__code__
    replace(process, '__init__', _init)
    replace(process, 'start', _start)
    replace(process, 'join', _join)
    replace(process, 'terminate', _end_by_force)
    replace(process, 'kill', _end_by_force)
    replace(process, '_bootstrap', _bootstrap)


def number_of(process):
    return shared.number('process %r of %d' % (process._identity, process._parent_pid))


def _init(original):
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        number = number_of(self)
        _told[number] = self._name, self.daemon
        emit(EventKind.ThreadNew, number, 0, number, PROCESS | self.daemon << 8, self._name, maker(self, 2))
    return __init__


def _start(original):
    def start(self):
        number = number_of(self)
        if self._popen is None and not self._closed:
            if _told.pop(number, None) != (self._name, self.daemon):
                emit(EventKind.ThreadChange, number, 0, number, PROCESS | self.daemon << 8, self._name)
            emit(EventKind.ThreadStart, number, 0, number)
        channel.has_company()
        forks.starting[get_ident()] = number, self._name
        try:
            original(self)
        finally:
            forks.starting.pop(get_ident(), None)
        self._popen.__dict__[_KEY] = number
    return start


def _bootstrap(original):
    """In the new process, which has begun when it was forked, or when it was prepared."""
    def bootstrap(self, *args, **kwargs):
        code = bottom.run(original, self, args, kwargs)
        ending = RETURNED if code == 0 else RAISED
        emit(EventKind.ThreadEnd, number_of(self), ending, code if type(code) is int else 1, at=(None, 0))
        return code
    return bootstrap


def _join(original):
    def join(self, timeout=None):
        number = number_of(self)
        popen = self._popen
        known = _KEY in getattr(popen, '__dict__', ())
        waits = known and not self._closed and popen.poll() is None
        if waits:
            emit(EventKind.Block, number, Operation.Join, nanoseconds(timeout))
        over = False
        try:
            original(self, timeout)
            over = popen is not None and popen.returncode is not None
        finally:
            if over:
                emit(EventKind.Join, number)
            elif waits:
                emit(EventKind.TimedOut, number)
    return join


def _end_by_force(original):
    def end(self):
        popen = self._popen
        if popen is not None and not self._closed and popen.returncode is None:
            number = number_of(self)
            popen.__dict__[_FORCED] = True
            emit(EventKind.Terminate, number, 0, number)
        return original(self)
    return end


def install_popen(module):
    if 'poll' in module.Popen.__dict__:
        replace(module.Popen, 'poll', _poll)
    if 'terminate' in module.Popen.__dict__:
        replace(module.Popen, 'terminate', _end_daemon)


def _end_daemon(original):
    """The library itself ends daemons in this way when the program is over."""
    def terminate(self):
        number = self.__dict__.get(_KEY)
        if number is not None and _FORCED not in self.__dict__ and self.returncode is None:
            emit(EventKind.Terminate, number, 0, number)
        return original(self)
    return terminate


def _poll(original):
    """Who was killed cannot say so itself: its parent does, as soon as it knows."""
    def poll(self, *args, **kwargs):
        code = original(self, *args, **kwargs)
        if code is not None:
            number = self.__dict__.pop(_KEY, None)
            if number is not None:
                emit(EventKind.ThreadEnd, number, TERMINATED, code)
        return code
    return poll


def install_traceback(module):
    """By this a process shows what ended it."""
    replace(module, 'print_exc', _print_exc)


def _print_exc(original):
    def print_exc(*args, **kwargs):
        if _bootstrap_code is not None and sys._getframe(1).f_code is _bootstrap_code:
            _kind, value, traceback = sys.exc_info()
            lanes.tell_exception(value, traceback)
        return original(*args, **kwargs)
    return print_exc
