"""threading.RLock: as locks.py says. Of a thread that has it already, each acquisition and release counts."""
import sys
import threading
import _thread
from _thread import get_ident
from sys import _getframe
from time import perf_counter_ns

from . import record
from .disguise import pass_for
from .locks import remember, tell_made, try_for, wait
from .own import maker
from .record import emit, pack, put, put_at
from .vocabulary import LIMITED, RELEASE_FAILED, EventKind, ObjectKind, Operation

_RawRLock = _thread.RLock
_raw_acquire, _raw_release = _RawRLock.acquire, _RawRLock.release
write = record.write
record.holders.append(sys.modules[__name__])


def install():
    pass_for(RLock, _RawRLock)
    threading._CRLock = RLock


class RLock(_RawRLock):
    """A re-entrant lock of the program's own files. How deep it is held the recorder counts."""
    __slots__ = ('number', '_acquired', '_released', '_code', '_place')

    def __new__(cls, *args, **kwargs):
        if cls is not RLock:
            return _RawRLock.__new__(cls, *args, **kwargs)
        at = maker(None, 3)
        if at[0] is None:
            return _RawRLock(*args, **kwargs)
        return made_at(at)

    def __enter__(self):
        if not _raw_acquire(self, False):
            self._wait(-1, _getframe(1))
        frame = _getframe(1)
        if frame.f_code is not self._code:
            remember(self, frame.f_code)
        try:
            write(pack(self._acquired, get_ident(), perf_counter_ns(), self._place, frame.f_lasti))
        except ValueError:
            put_at(self._acquired, frame.f_code, frame.f_lasti)
        return True

    def __exit__(self, *_exception):
        if not self._is_owned():
            return _raw_release(self)  # Raises.
        frame = _getframe(1)
        if frame.f_code is not self._code:
            remember(self, frame.f_code)
        try:
            write(pack(self._released, get_ident(), perf_counter_ns(), self._place, frame.f_lasti))
        except ValueError:
            put_at(self._released, frame.f_code, frame.f_lasti)
        _raw_release(self)

    def acquire(self, blocking=True, timeout=-1):
        frame = _getframe(1)
        if blocking is True and timeout == -1:
            if not _raw_acquire(self, False):
                self._wait(-1, frame)
        elif not self._try_for(blocking, timeout, frame):
            return False
        put(self._acquired | (LIMITED << 8 if not blocking or timeout >= 0 else 0))
        return True

    def release(self):
        if self._is_owned():
            put(self._released)
        else:
            emit(EventKind.TryFailed, self.number, RELEASE_FAILED)
        _raw_release(self)

    def _wait(self, timeout, frame):
        return wait(self.number, _raw_acquire.__get__(self), timeout, frame)

    def _try_for(self, blocking, timeout, frame):
        return try_for(self.number, _raw_acquire.__get__(self), blocking, timeout, frame)

    def __repr__(self):
        return _RawRLock.__repr__(self).replace(' RLock ', ' _thread.RLock ', 1)

    # For conditions.
    def enter_from(self, frame):
        if not _raw_acquire(self, False):
            self._wait(-1, frame)
        put_at(self._acquired, frame.f_code, frame.f_lasti)
        return True

    def exit_from(self, frame):
        if self._is_owned():
            put_at(self._released, frame.f_code, frame.f_lasti)
        _raw_release(self)

    def give_up(self, at):
        emit(EventKind.Release, self.number, 0, 0, 0, None, at)

    def let_go(self):
        return self._release_save()

    def take_again(self, saved, at):
        depth = saved[0]
        if not _raw_acquire(self, False):
            emit(EventKind.Block, self.number, Operation.Acquire, -1, 0, None, at)
            _raw_acquire(self)
        for _ in range(depth - 1):
            _raw_acquire(self)
        emit(EventKind.Acquire, self.number, 0, depth, 0, None, at)


def made_at(at):
    """An RLock that the record has from the start."""
    lock = _RawRLock.__new__(RLock)
    tell_made(lock, ObjectKind.RLock, at)
    return lock
