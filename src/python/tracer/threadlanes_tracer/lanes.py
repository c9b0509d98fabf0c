"""The lanes that threads have, and that of the thread which a process begins with: it is there before the program imports
threading, if it ever does. Must never import that itself.
"""
from _thread import get_ident

from .own import place
from .record import emit, object_numbers, thread_numbers
from .vocabulary import RAISED, RETURNED, THREAD, EventKind

# By the identifier of a thread of the system: number of the thread, and of its object.
numbers = {}
# Of this process's first thread: its number, that of its object, name and daemon flag as told, how it ends.
first = None


def begin_main():
    """The script begins."""
    _begin(next(thread_numbers), next(object_numbers), 'MainThread')
    emit(EventKind.ThreadNew, first[1], 0, first[0], THREAD, 'MainThread', (None, 0))
    emit(EventKind.ThreadBegin, first[1], 0, first[0], at=(None, 0))


def end_main(raised):
    """The script has come to its end."""
    numbers.pop(get_ident(), None)
    emit(EventKind.ThreadEnd, first[1], RAISED if raised else RETURNED, at=(None, 0))


def begin_process(number, name):
    """The thread that runs now is the first one of a new process."""
    _begin(number, number, name)
    emit(EventKind.ThreadBegin, number, 0, number, at=(None, 0))


def _begin(number, thing, name):
    global first
    first = [number, thing, (name, False), RETURNED]
    numbers[get_ident()] = number, thing


def tell_exception(value, traceback, lane=0):
    """An exception that nobody caught, in this thread or in that lane. Its words are asked for as the interpreter would do."""
    try:
        words = str(value)
    except BaseException:
        words = '<exception str() failed>'
    name = type(value).__name__
    emit(EventKind.Raise, 0, 0, 0, 0, (name + ': ' + words if words else name)[:2000], place(traceback), lane)
