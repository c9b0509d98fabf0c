"""threading.Lock. The hot path: an uncontended acquisition and release are one appended row each.

Acquire is recorded after the lock was taken, Release before it is given up: their order is the real one. A `with` packs its rows
itself, as record.put does: a call more, and looking the code up, would make it a quarter slower. Where it was last it knows by
two attributes of the lock, which only who holds it touches.
"""
import sys
import threading
import _thread
from _thread import get_ident
from sys import _getframe
from time import perf_counter_ns

from . import record
from .disguise import Builtin, pass_for, sent_as
from .own import is_own, maker
from .record import create, emit, nanoseconds, pack, put, put_at
from .vocabulary import LIMITED, RELEASE_FAILED, EventKind, ObjectKind, Operation

_raw_lock = _thread.allocate_lock
_LockType = _thread.LockType
write = record.write
record.holders.append(sys.modules[__name__])


class _LockMeta(type):
    """Locks made elsewhere are instances, too; and as in C there are no subclasses."""

    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or type(instance) is _LockType

    def __call__(cls, *args, **kwargs):
        if threading.Lock is not Lock:
            raise TypeError("cannot create '_thread.lock' instances")
        if args or kwargs or not is_own(_getframe(1).f_code.co_filename):
            return _raw_lock(*args, **kwargs)
        return type.__call__(cls, maker(None, 2))

    def __repr__(cls):
        return repr(_LockType)


class Lock(metaclass=_LockMeta):
    """A lock of the program's own files."""
    __slots__ = ('number', 'raw', '_try', '_release', '_acquired', '_released', '_code', '_place', '__weakref__')

    def __new__(cls, at):
        return object.__new__(cls)

    def __init__(self, at):
        self._adopt(_raw_lock())
        tell_made(self, ObjectKind.Lock, at)

    def _adopt(self, raw):
        self.raw = raw
        self._try = raw.acquire
        self._release = raw.release

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    @property
    def __class__(self):
        return Lock if threading.Lock is Lock else _LockType

    def __enter__(self):
        if not self._try(False):
            self._wait(-1, _getframe(1))
        frame = _getframe(1)
        if frame.f_code is not self._code:
            remember(self, frame.f_code)
        try:
            write(pack(self._acquired, get_ident(), perf_counter_ns(), self._place, frame.f_lasti))
        except ValueError:
            put_at(self._acquired, frame.f_code, frame.f_lasti)
        return True

    def __exit__(self, _kind, _value, _traceback):
        frame = _getframe(1)
        if frame.f_code is not self._code:
            remember(self, frame.f_code)
        try:
            write(pack(self._released, get_ident(), perf_counter_ns(), self._place, frame.f_lasti))
        except ValueError:
            put_at(self._released, frame.f_code, frame.f_lasti)
        self._release()  # If somebody has released it already, this raises, and nobody held it.

    def acquire(self, blocking=True, timeout=-1):
        frame = _getframe(1)
        if blocking is True and timeout == -1:
            if not self._try(False):
                self._wait(-1, frame)
        elif not self._try_for(blocking, timeout, frame):
            return False
        put(self._acquired | (LIMITED << 8 if not blocking or timeout >= 0 else 0))
        return True

    def release(self):
        if self.raw.locked():
            put(self._released)
        else:
            emit(EventKind.TryFailed, self.number, RELEASE_FAILED)
        self._release()

    def _wait(self, timeout, frame):
        return wait(self.number, self._try, timeout, frame)

    def _try_for(self, blocking, timeout, frame):
        return try_for(self.number, self._try, blocking, timeout, frame)

    acquire_lock = acquire
    release_lock = release

    def locked(self):
        return self.raw.locked()

    locked_lock = locked

    def _at_fork_reinit(self):
        self._adopt(_raw_lock())

    def __repr__(self):
        return repr(self.raw)[:-1].rsplit(' ', 1)[0] + ' 0x%x>' % id(self)

    def __reduce_ex__(self, protocol):
        return self.raw.__reduce_ex__(protocol)

    # For conditions.
    def enter_from(self, frame):
        if not self._try(False):
            self._wait(-1, frame)
        put_at(self._acquired, frame.f_code, frame.f_lasti)
        return True

    def exit_from(self, frame):
        if self.raw.locked():
            put_at(self._released, frame.f_code, frame.f_lasti)
        self._release()

    def give_up(self, at):
        emit(EventKind.Release, self.number, 0, 0, 0, None, at)

    def let_go(self):
        self._release()

    def take_again(self, _saved, at):
        if not self._try(False):
            emit(EventKind.Block, self.number, Operation.Acquire, -1, 0, None, at)
            self._try()
        emit(EventKind.Acquire, self.number, 0, 0, 0, None, at)


def tell_made(lock, kind, at):
    number = lock.number = create(kind, at)
    lock._acquired, lock._released = number << 16 | EventKind.Acquire, number << 16 | EventKind.Release
    lock._code = None


def remember(lock, code):
    lock._place = record.number_of(code)
    lock._code = code


def wait(number, acquire, timeout, frame):
    """Takes the lock of that number by its own `acquire`, once it was found held."""
    emit(EventKind.Block, number, Operation.Acquire, nanoseconds(timeout), 0, None, (frame.f_code, frame.f_lasti))
    got = False
    try:
        got = acquire(True, timeout)
    finally:
        if not got:
            emit(EventKind.TimedOut, number)
    return got


def try_for(number, acquire, blocking, timeout, frame):
    """As acquire(blocking, timeout), and records a wait or that there was none."""
    if not (blocking and type(timeout) in (int, float) and 0 < timeout <= threading.TIMEOUT_MAX):
        got = acquire(blocking, timeout)  # At once, or it raises.
        if not got:
            emit(EventKind.TryFailed, number, Operation.Acquire)
        return got
    return acquire(False) or wait(number, acquire, timeout, frame)


def install():
    original = threading.Lock
    pass_for(Lock, _LockType)
    if original is _LockType:  # 3.13 and later: a class
        threading.Lock = Lock
        import copyreg
        copyreg.pickle(_LockMeta, lambda _cls: sent_as(_LockType))
    else:
        threading.Lock = Builtin(original, _new_lock)


def _new_lock(*args, **kwargs):
    if args or kwargs or not is_own(_getframe(2).f_code.co_filename):
        return _raw_lock(*args, **kwargs)
    return type.__call__(Lock, maker(None, 3))
