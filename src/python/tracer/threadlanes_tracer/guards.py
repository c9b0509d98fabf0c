"""Event, Semaphore, Barrier and the queues of the standard library are written in Python around a condition. Their own code
stays as it is; the condition is exchanged for one that sees, while it is held, what has changed.

Must never change what a method does, returns or raises.
"""
import threading
from _thread import allocate_lock, get_ident
from _weakref import ref
from functools import wraps

from .own import maker
from .record import create, emit, nanoseconds
from .shared import FIRST
from .vocabulary import RELEASE_FAILED, RUNNING, EventKind, ObjectKind, Operation

Condition = threading.Condition


class Guard(Condition):
    """A condition inside a recorded object. `of` is the object; its subclasses say what they look at."""

    operation = Operation.Wait

    def attend(self, of, number):
        """Makes this the condition of an object; Condition's own constructor may be called again at any time."""
        self._of = ref(of)
        self._number = number
        self._waiting = set()
        self._before = None
        return self

    def look(self, of):
        """What may change while the condition is held."""

    def changed(self, of, before, now, waited):
        """It has, or has not; `waited` says whether this thread waited. The condition is still held."""

    def failed(self, of, waited):
        """The method raises."""
        if waited:
            emit(EventKind.TimedOut, self._number)

    def woken(self, of, in_time):
        """This thread has waited, and has the condition again."""

    def __enter__(self):
        entered = Condition.__enter__(self)
        of = self._of()
        if of is not None:
            self._before = self.look(of)
        return entered

    def __exit__(self, kind, value, traceback):
        of = self._of()
        if of is not None:
            thread = get_ident()
            waited = thread in self._waiting
            self._waiting.discard(thread)
            if kind is None:
                self.changed(of, self._before, self.look(of), waited)
            else:
                self.failed(of, waited)
        return Condition.__exit__(self, kind, value, traceback)

    def wait(self, timeout=None):
        of = self._of()
        thread = get_ident()
        if of is not None and self._is_owned():
            if thread not in self._waiting:
                self._waiting.add(thread)
                emit(EventKind.Block, self._number, self.operation, nanoseconds(timeout))
        in_time = Condition.wait(self, timeout)
        if of is not None:
            self._before = self.look(of)
            self.woken(of, in_time)
        return in_time


class SemaphoreGuard(Guard):
    operation = Operation.Acquire

    def look(self, of):
        return of._value

    def changed(self, of, before, now, waited):
        if now < before:
            emit(EventKind.Acquire, self._number, 0, now)
        elif now > before:
            emit(EventKind.Release, self._number, 0, now, now - before)
        else:
            emit(EventKind.TimedOut if waited else EventKind.TryFailed, self._number,
                 0 if waited else Operation.Acquire)

    def failed(self, of, waited):
        emit(EventKind.TimedOut if waited else EventKind.TryFailed, self._number, 0 if waited else RELEASE_FAILED)


class EventGuard(Guard):
    def look(self, of):
        return of._flag

    def changed(self, of, before, now, waited):
        if before != now:
            emit(EventKind.State, self._number, 1 if now else 0)

    def woken(self, of, in_time):
        self._waiting.discard(get_ident())
        emit(EventKind.Pass if in_time else EventKind.TimedOut, self._number)


class BarrierGuard(Guard):
    """A barrier's state: 0 filling, 1 draining, -1 being reset, -2 broken."""

    def attend(self, of, number):
        self._places = {}
        return Guard.attend(self, of, number)

    def look(self, of):
        return of._state

    def wait(self, timeout=None):
        of = self._of()
        if of is not None:
            self._places.setdefault(get_ident(), of._count - 1)
        return Guard.wait(self, timeout)

    def changed(self, of, before, now, waited):
        if before != now:
            emit(EventKind.State, self._number, 0 if now == 0 else 1 if now == 1 else 2)
        if before == 0 and now == 1 and not waited:
            emit(EventKind.Pass, self._number, 0, of._parties - 1)

    def failed(self, of, waited):
        if self._before != of._state:
            emit(EventKind.State, self._number, 2)

    def woken(self, of, in_time):
        thread = get_ident()
        if in_time and of._state == 0:
            return  # The barrier is being filled; woken for nothing.
        self._waiting.discard(thread)
        place = self._places.pop(thread, 0)
        emit(EventKind.Pass if in_time else EventKind.TimedOut, self._number, 0, place if in_time else 0)


class FutureGuard(Guard):
    """concurrent.futures.Future."""
    _states = {'PENDING': 0, 'RUNNING': 1, 'CANCELLED': 4, 'CANCELLED_AND_NOTIFIED': 4, 'FINISHED': 2}

    def look(self, of):
        state = self._states.get(of._state, 0)
        return 3 if state == 2 and of._exception is not None else state

    def changed(self, of, before, now, waited):
        # That a task of another process is under way that process says itself, when it is.
        if before != now and (now != RUNNING or self._number < FIRST):
            emit(EventKind.State, self._number, now)

    def woken(self, of, in_time):
        self._waiting.discard(get_ident())
        emit(EventKind.Pass if in_time else EventKind.TimedOut, self._number)

    def failed(self, of, waited):
        if self._before != self.look(of):
            emit(EventKind.State, self._number, self.look(of))


def install():
    _guard(threading.Semaphore, _semaphore)
    _guard(threading.Event, _event)
    _guard(threading.Barrier, _barrier)


def _guard(cls, put_in):
    original = cls.__init__

    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is not None and '_cond' in self.__dict__:
            put_in(self, at)
    cls.__init__ = __init__


def _semaphore(self, at):
    number = create(ObjectKind.Semaphore, at, isinstance(self, threading.BoundedSemaphore), self._value)
    self._cond = SemaphoreGuard(allocate_lock()).attend(self, number)


def _event(self, at):
    self._cond = EventGuard(allocate_lock()).attend(self, create(ObjectKind.Event, at))


def _barrier(self, at):
    self._cond = BarrierGuard(allocate_lock()).attend(self, create(ObjectKind.Barrier, at, 0, self._parties))
