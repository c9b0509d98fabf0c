"""subprocess.Popen: programs that the program starts and waits for. Each is a lane of which begin and end are known."""
import os
from functools import wraps

from ..coroutines.asynclocks import Attribute
from ..own import asker
from ..record import emit, nanoseconds, object_numbers, thread_numbers
from ..vocabulary import OUTSIDE, PROCESS, RETURNED, TERMINATED, EventKind, Operation

_KEY = '_threadlanes'
_LONGEST = 40


class _Child:
    """A process as the record knows it."""

    def __init__(self, name, at):
        self.number = next(thread_numbers)
        self.thing = next(object_numbers)
        self.is_waited_for = False
        self.has_ended = False
        emit(EventKind.ThreadNew, self.thing, 0, self.number, PROCESS, name, at)
        emit(EventKind.ThreadStart, self.thing, 0, self.number, 0, None, at)
        emit(EventKind.ThreadBegin, self.thing, at=(None, 0), lane=self.number)

    def end(self, code):
        """Its exit code is known; below zero, the signal that killed it."""
        if self.has_ended or type(code) is not int:
            return
        self.has_ended = True
        emit(EventKind.ThreadEnd, self.thing, TERMINATED if code < 0 else RETURNED, max(code, 0), at=(None, 0),
             lane=self.number)


def install(module):
    popen = module.Popen
    popen.__init__ = _recording(popen.__init__, module.__file__)
    popen.wait, popen.communicate = _waiting(popen.wait), _waiting(popen.communicate)
    popen.returncode = Attribute('returncode', lambda _of, child, _before, code: child.end(code))


def _recording(original, file):
    @wraps(original)
    def __init__(self, args, *more, **kwargs):
        original(self, args, *more, **kwargs)
        at = asker(self, 2, (file,))
        if at[0] is not None and self.returncode is None:
            self.__dict__[_KEY] = _Child(_name(args), at)
    return __init__


def _name(args):
    """The command, without folders."""
    words = [args] if type(args) is str else args if type(args) in (list, tuple) else ()
    name = ' '.join(os.path.basename(word) if i == 0 else word for i, word in enumerate(words) if type(word) is str)
    return (name if len(name) <= _LONGEST else name[:_LONGEST - 1] + '\u2026') or 'process'


def _waiting(original):
    @wraps(original)
    def wait(self, *args, **kwargs):
        child = self.__dict__.get(_KEY)
        if child is None or child.is_waited_for or self.returncode is not None:
            return original(self, *args, **kwargs)
        timeout = kwargs.get('timeout', args[-1] if args else None)
        limit = nanoseconds(timeout) if type(timeout) in (int, float) else -1
        child.is_waited_for = True
        emit(EventKind.Block, child.thing, Operation.Join, OUTSIDE if limit < 0 else limit)
        try:
            return original(self, *args, **kwargs)
        finally:
            child.is_waited_for = False
            emit(EventKind.TimedOut if self.returncode is None else EventKind.Join, child.thing)
    return wait
