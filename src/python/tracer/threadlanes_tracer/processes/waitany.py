"""multiprocessing.connection.wait: who waits for any of several ends of pipes, sockets and processes.

What comes may be from outside of the program, so nobody who waits for several counts as stuck; who waits for one end of a pipe
does, as if it had called poll.
"""
from sys import _getframe

from ..outside.selecting import examined, function
from ..outside.sockets import known, waiting
from ..own import is_own
from ..record import emit, nanoseconds
from ..reprs import short
from ..vocabulary import EventKind, Operation


def telling(number_of):
    """`number_of` answers the number of an end of a pipe, or None."""
    def replacement(original):
        def wait(object_list, timeout=None):
            frame = _getframe(1)
            if not is_own(frame.f_code.co_filename):
                return original(object_list, timeout)
            at, waited = (frame.f_code, frame.f_lasti), list(object_list)
            one = number_of(waited[0]) if len(waited) == 1 and hasattr(waited[0], '_handle') else None
            if one is not None:
                return _for_one(one, at, timeout, lambda: original(waited, timeout))
            number = function('connection.wait')
            with waiting(number, Operation.Select, timeout, at):
                ready = original(waited, timeout)
            examined(number, len(waited), [_name(each, number_of) for each in ready], at)
            return ready
        return wait
    return replacement


def _for_one(number, at, timeout, wait):
    emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout), at=at)
    ready = False
    try:
        ready = wait()
        return ready
    finally:
        emit(EventKind.Pass if ready else EventKind.TimedOut, number, at=at)


def _name(waited, number_of):
    """A process by its name; what else has a number by that, which the recorder replaces by that of the run."""
    if type(waited) is int:
        return _process_of(waited) or 'fd %d' % waited
    number = number_of(waited) if hasattr(waited, '_handle') else known(waited)
    return short(waited) if number is None else '#%d' % number


def _process_of(sentinel):
    from multiprocessing import process
    for child in list(process._children):
        if getattr(child._popen, 'sentinel', None) == sentinel:
            return child._name
    return None
