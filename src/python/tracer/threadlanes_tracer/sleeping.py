"""time.sleep."""
import time

from .disguise import Builtin
from .record import emit, nanoseconds
from .vocabulary import EventKind


def install():
    time.sleep = Builtin(time.sleep, _telling(time.sleep))


def _telling(original):
    def sleep(*args, **kwargs):
        told = len(args) == 1 and type(args[0]) in (int, float) and args[0] > 0
        if told:
            emit(EventKind.Sleep, 0, 0, nanoseconds(args[0]))
        try:
            return original(*args, **kwargs)
        finally:
            if told:
                emit(EventKind.Wake)
    return sleep
