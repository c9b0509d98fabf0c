"""threading.Condition of the program's own files: waiting and notifying, with its lock."""
import threading
from functools import wraps
from sys import _getframe
from _thread import allocate_lock

from . import locks, rlocks
from .own import here, maker
from .record import create, emit, nanoseconds
from .vocabulary import EventKind, ObjectKind, Operation

# Attribute of a Condition that is recorded: its number.
_KEY = '_threadlanes'


def install():
    Condition = threading.Condition
    for name, make in (('__init__', _init), ('wait', _wait), ('notify', _notify), ('__enter__', _enter),
                       ('__exit__', _exit), ('_is_owned', _is_owned)):
        original = getattr(Condition, name)
        setattr(Condition, name, wraps(original)(make(original)))


def _init(original):
    def __init__(self, lock=None):
        at = maker(self, 2) if type(self).__module__ != __package__ + '.guards' else (None, 0)
        if at[0] is None:
            return original(self, lock)
        original(self, rlocks.made_at(at) if lock is None else lock)
        guard = getattr(self._lock, 'number', 0) if isinstance(self._lock, (rlocks.RLock, locks.Lock)) else 0
        self.__dict__[_KEY] = create(ObjectKind.Condition, at, 0, guard)
    return __init__


def _is_traced(lock):
    return type(lock) is locks.Lock or type(lock) is rlocks.RLock


def _enter(original):
    def __enter__(self):
        lock = self._lock
        return lock.enter_from(_getframe(1)) if _is_traced(lock) else original(self)
    return __enter__


def _exit(original):
    def __exit__(self, *exception):
        lock = self._lock
        return lock.exit_from(_getframe(1)) if _is_traced(lock) else original(self, *exception)
    return __exit__


def _is_owned(original):
    """A plain lock is tried to find out, which is no attempt of the program's."""
    def is_owned(self):
        lock = self._lock
        return lock.raw.locked() if type(lock) is locks.Lock else original(self)
    return is_owned


def _wait(original):
    def wait(self, timeout=None):
        number = self.__dict__.get(_KEY)
        if number is None:
            return original(self, timeout)
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        at = here(2)
        lock = self._lock
        traced = _is_traced(lock)
        if traced:
            lock.give_up(at)
        emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout), 0, None, at)
        saved = lock.let_go() if traced else self._release_save()
        notified = False
        try:
            notified = _await(waiter, timeout)
            return notified
        finally:
            emit(EventKind.Pass if notified else EventKind.TimedOut, number, 0, 0, 0, None, at)
            if traced:
                lock.take_again(saved, at)
            else:
                self._acquire_restore(saved)
            if not notified:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass
    return wait


def _await(waiter, timeout):
    if timeout is None:
        return waiter.acquire()
    return waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)


def _notify(original):
    def notify(self, n=1):
        number = self.__dict__.get(_KEY)
        if number is not None and self._is_owned():
            waiting = len(self._waiters)
            emit(EventKind.Notify, number, 0, min(n, waiting), waiting)
        return original(self, n)
    return notify
