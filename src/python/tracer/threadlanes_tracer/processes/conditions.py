"""multiprocessing's Condition, Event and Barrier. They are written in Python, around semaphores; what waits is done here as there,
with what it means in between.
"""
from .. import shared
from ..own import here
from ..patching import replace
from ..record import emit, nanoseconds
from ..vocabulary import EventKind, ObjectKind, Operation
from . import semlocks
from .makers import asker

KEY = shared.KEY


def install(module):
    condition, event, barrier = module.Condition, module.Event, module.Barrier
    for cls, name, make in ((condition, '__init__', _init), (condition, '__setstate__', _setstate),
                            (condition, 'wait', _wait), (condition, 'notify', _notify),
                            (event, '__init__', _event_init), (event, 'set', _set), (event, 'clear', _clear),
                            (event, 'wait', _event_wait), (barrier, '__init__', _barrier_init)):
        replace(cls, name, make)
    for name, make in (('_release', _release), ('_wait', _barrier_wait), ('_exit', _exit), ('_break', _break),
                       ('reset', _reset)):
        setattr(barrier, name, make(getattr(barrier, name)))


def _number(self, semlock, what):
    """One that came from another process has the number of its semaphore's name."""
    try:
        return self.__dict__[KEY]
    except KeyError:
        name = semlock._semlock.name
        number = self.__dict__[KEY] = shared.number(what + ' ' + name) if name else None
        return number


def _make(self, semlock, what, kind, at, detail=0):
    """Its number; None if the program did not ask for it."""
    if at[0] is None:
        self.__dict__[KEY] = None
        return
    number = _number(self, semlock, what) or shared.fresh()
    self.__dict__[KEY] = shared.create(number, kind, at, 0, detail)


def _init(original):
    def __init__(self, lock=None, **kwargs):
        original(self, lock, **kwargs)
        at = asker(self, 2)
        if at[0] is not None and lock is None:
            semlocks.trace(self._lock, at)
            self._make_methods()
        guard = self._lock.__dict__.get(KEY)
        _make(self, self._wait_semaphore, 'condition', ObjectKind.Condition, at, guard.number if guard else 0)
    return __init__


def _setstate(original):
    def __setstate__(self, state):
        original(self, state)
        semlocks.forget(self._sleeping_count, self._woken_count, self._wait_semaphore)
    return __setstate__


def _wait(original):
    def wait(self, timeout=None):
        number = _number(self, self._wait_semaphore, 'condition')
        guard = self._lock.__dict__.get(KEY)
        if number is None or guard is None or not guard.raw._is_mine():
            return original(self, timeout)
        at = here(2)
        self._sleeping_count.release()
        depth = guard.raw._count()
        for _ in range(depth):
            guard.gives()
        emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout), 0, None, at)
        for _ in range(depth):
            guard.raw.release()
        notified = False
        try:
            notified = self._wait_semaphore.acquire(True, timeout)
            return notified
        finally:
            emit(EventKind.Pass if notified else EventKind.TimedOut, number, 0, 0, 0, None, at)
            self._woken_count.release()
            for _ in range(depth):
                guard.acquire()
    return wait


def _notify(original):
    def notify(self, n=1):
        number = _number(self, self._wait_semaphore, 'condition')
        if number is not None and self._lock._semlock._is_mine():
            waiting = _sleepers(self, n)
            emit(EventKind.Notify, number, 0, min(n, waiting), waiting)
        return original(self, n)
    return notify


def _sleepers(self, otherwise):
    try:
        return max(0, self._sleeping_count._semlock._get_value() - self._woken_count._semlock._get_value())
    except NotImplementedError:  # macOS does not tell the value.
        return min(otherwise, 1 << 20)


def _event_init(original):
    def __init__(self, **kwargs):
        original(self, **kwargs)
        _make(self, self._flag, 'event', ObjectKind.Event, asker(self, 2))
    return __init__


def _set(original):
    def set(self):
        number = self.__dict__.get(KEY)
        if number is None:
            return original(self)
        with self._cond:
            if not self._flag.acquire(False):
                emit(EventKind.State, number, 1)
            self._flag.release()
            self._cond.notify_all()
    return set


def _clear(original):
    def clear(self):
        number = self.__dict__.get(KEY)
        if number is None:
            return original(self)
        with self._cond:
            if self._flag.acquire(False):
                emit(EventKind.State, number, 0)
    return clear


def _event_wait(original):
    def wait(self, timeout=None):
        number = self.__dict__.get(KEY)
        if number is None:
            return original(self, timeout)
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
            else:
                emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout))
                woken = False
                try:
                    woken = self._cond.wait(timeout)
                finally:
                    emit(EventKind.Pass if woken else EventKind.TimedOut, number)
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False
    return wait


# What a barrier does at each step, it does while it holds its condition.

def _barrier_number(self):
    return _number(self, self._cond._lock, 'barrier')


def _barrier_init(original):
    def __init__(self, parties, *args, **kwargs):
        original(self, parties, *args, **kwargs)
        _make(self, self._cond._lock, 'barrier', ObjectKind.Barrier, asker(self, 2), parties)
    return __init__


def _tell_state(self, before):
    """0 filling, 1 draining, else broken."""
    number, now = _barrier_number(self), self._state
    if number is not None and before != now:
        emit(EventKind.State, number, now if now in (0, 1) else 2)


def _changing(original):
    def change(self):
        before = self._state
        try:
            return original(self)
        finally:
            _tell_state(self, before)
    return change


_exit = _break = _reset = _changing


def _release(original):
    """The last one lets all go on."""
    def _release(self):
        before = self._state
        original(self)
        _tell_state(self, before)
        if _barrier_number(self) is not None:
            emit(EventKind.Pass, _barrier_number(self), 0, self._parties - 1)
    return _release


def _barrier_wait(original):
    def _wait(self, timeout):
        number = _barrier_number(self)
        if number is None:
            return original(self, timeout)
        place = self._count - 1
        emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout))
        passed = False
        try:
            original(self, timeout)
            passed = True
        finally:
            emit(EventKind.Pass if passed else EventKind.TimedOut, number, 0, place if passed else 0)
    return _wait
