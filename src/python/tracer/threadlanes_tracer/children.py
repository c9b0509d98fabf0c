"""os.waitpid and os.wait: who waits for a forked process waits for its end."""
import os
from _thread import get_ident
from sys import _getframe

from . import forks
from .disguise import Builtin
from .own import is_own
from .record import emit
from .vocabulary import TERMINATED, EventKind, Operation

# Numbers of the processes that this one has forked and not seen end, by their identifiers.
_alive = {}


def install():
    if not hasattr(os, 'fork'):
        return
    os.fork = Builtin(os.fork, _noting(os.fork))
    waitpid, wait = os.waitpid, os.wait
    os.waitpid = Builtin(waitpid, lambda pid, options: _wait(waitpid, pid, options))
    os.wait = Builtin(wait, lambda: _wait(waitpid, -1, 0))
    os.register_at_fork(after_in_child=_alive.clear)


def _noting(fork):
    def fork_and_note():
        pid = fork()
        if pid > 0 and get_ident() not in forks.starting:
            _alive[pid] = forks.number_of(os.getpid(), forks.latest.get(get_ident(), 0))
        return pid
    return fork_and_note


def _wait(waitpid, pid, options):
    # Past this function, the one in place of waitpid, and the call of that.
    waited_for = _one(pid) if is_own(_getframe(3).f_code.co_filename) else None
    if waited_for is None or options & os.WNOHANG:
        return _seen(waitpid(pid, options))
    found = waitpid(pid, options | os.WNOHANG)
    if found[0] == 0:
        emit(EventKind.Block, _alive[waited_for], Operation.Join, -1)
        over = False
        try:
            found = waitpid(pid, options)
            over = True
        finally:
            if not over:
                emit(EventKind.TimedOut, _alive[waited_for])
    return _seen(found)


def _one(pid):
    """Whoever waits for any of several is not known to wait for one of them."""
    if pid in _alive:
        return pid
    return next(iter(_alive)) if pid == -1 and len(_alive) == 1 else None


def _seen(found):
    """The end of a process, which its parent has seen."""
    pid, status = found
    number = None if os.WIFSTOPPED(status) else _alive.pop(pid, None)
    if number is not None:
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        emit(EventKind.ThreadEnd, number, TERMINATED, code)
        emit(EventKind.Join, number)
    return found
