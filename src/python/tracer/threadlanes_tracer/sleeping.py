"""time.sleep."""
import os
import time
from sys import _getframe

from .disguise import Builtin
from .record import emit, nanoseconds
from .vocabulary import EventKind


# It sleeps between looks at a process that it waits for, and that wait is told.
_SUBPROCESS = os.path.join(os.path.dirname(os.__file__), 'subprocess.py')


def install():
    time.sleep = Builtin(time.sleep, _telling(time.sleep))


def _telling(original):
    def sleep(*args, **kwargs):
        told = len(args) == 1 and type(args[0]) in (int, float) and args[0] > 0 and \
            _getframe(2).f_code.co_filename != _SUBPROCESS
        if told:
            emit(EventKind.Sleep, 0, 0, nanoseconds(args[0]))
        try:
            return original(*args, **kwargs)
        finally:
            if told:
                emit(EventKind.Wake)
    return sleep
