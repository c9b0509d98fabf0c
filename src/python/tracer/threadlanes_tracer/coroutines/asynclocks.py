"""asyncio's Lock, Event, Condition, Semaphore and Barrier. They are written in Python; whatever happens to one changes an
attribute of it, and that is where it is told: no method is wrapped but those whose calls change nothing.

Must never change what a method does, returns or raises.
"""
from functools import wraps
from sys import _getframe

from ..own import maker
from ..record import create, emit
from ..vocabulary import EventKind, ObjectKind, Operation
from .awaits import read_by
from .waits import NOTHING, Wait

# Attribute of an object that is recorded: its number.
KEY = '_threadlanes'


class Attribute:
    """An attribute of all objects of a class: its changes are told. It is read from the object, as if this were not here."""

    def __init__(self, name, tell):
        self.name = name
        self.tell = tell

    def __set__(self, of, value):
        inside = of.__dict__
        before = inside.get(self.name)
        inside[self.name] = value
        number = inside.get(KEY)
        if number is not None and before is not value and before != value:
            self.tell(of, number, before, value)


def record(cls, made):
    """Objects of a class that the program's own files make get the number that `made(object, place)` answers."""
    original = cls.__init__

    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is not None and KEY not in self.__dict__:
            self.__dict__[KEY] = made(self, at)
    cls.__init__ = __init__


def at_object(operation, over=EventKind.Pass):
    """Reads a wait in a method of a recorded object."""
    def read(frame):
        number = frame.f_locals['self'].__dict__.get(KEY)
        return None if number is None else Wait(number, operation, None, over)
    return read


def install(locks):
    record(locks.Lock, lambda _, at: create(ObjectKind.Lock, at))
    locks.Lock._locked = Attribute('_locked', _tell_locked)
    read_by(locks.Lock.acquire, at_object(Operation.Acquire, None))

    record(locks.Event, lambda event, at: create(ObjectKind.Event, at))
    locks.Event._value = Attribute('_value', _tell_set)
    read_by(locks.Event.wait, at_object(Operation.Wait))

    _install_semaphore(locks)
    _install_condition(locks.Condition, locks.Lock)
    if hasattr(locks, 'Barrier'):
        _install_barrier(locks)


def _tell_locked(_lock, number, _before, now):
    emit(EventKind.Acquire if now else EventKind.Release, number)


def _tell_set(_event, number, _before, now):
    emit(EventKind.State, number, 1 if now else 0)


def _install_semaphore(locks):
    """From 3.10 on a release hands the permit to the first waiter, which has it when it goes on."""
    semaphore = locks.Semaphore
    hands_over = '_value' in semaphore._wake_up_next.__code__.co_names
    acquiring, waking = semaphore.acquire.__code__, semaphore._wake_up_next.__code__

    def tell(of, number, before, now):
        caller = _getframe(2).f_code
        if hands_over and (caller is waking or caller is acquiring and now > before):
            return  # Told when the waiter goes on; or it is cancelled instead, and gives it on.
        if now < before:
            emit(EventKind.Acquire, number, 0, now)
        else:
            emit(EventKind.Release, number, 0, now, now - before)

    def read(frame):
        of = frame.f_locals['self']
        number = of.__dict__.get(KEY)
        if number is None:
            return None

        def over(_wait, at):
            if hands_over:
                emit(EventKind.Acquire, number, 0, of._value, at=at)
            elif of._value <= 0:  # Somebody was faster: it waits again.
                emit(EventKind.Pass, number, at=at)
        return Wait(number, Operation.Acquire, None, over)

    record(semaphore, lambda of, at: create(ObjectKind.Semaphore, at, isinstance(of, locks.BoundedSemaphore), of._value))
    semaphore._value = Attribute('_value', tell)
    read_by(semaphore.acquire, read)


def _install_condition(condition, lock):
    original_init = condition.__init__

    @wraps(original_init)
    def __init__(self, *args, **kwargs):
        original_init(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is None:
            return
        guard = self._lock
        if isinstance(guard, lock) and KEY not in guard.__dict__:
            guard.__dict__[KEY] = create(ObjectKind.Lock, at)
        self.__dict__[KEY] = create(ObjectKind.Condition, at, 0, getattr(guard, KEY, 0))
    condition.__init__ = __init__
    original_notify = condition.notify

    @wraps(original_notify)
    def notify(self, n=1):
        number = self.__dict__.get(KEY)
        if number is not None and self._lock._locked:
            waiting = sum(1 for each in self._waiters if not each.done())
            emit(EventKind.Notify, number, 0, min(n, waiting), waiting)
        return original_notify(self, n)
    condition.notify = notify
    read_by(condition.wait, at_object(Operation.Wait))


def _install_barrier(locks):
    """A barrier is a condition inside: a wait for its lock is none that the program knows of."""
    states = {'filling': 0, 'draining': 1, 'resetting': 2, 'broken': 2}

    def tell(of, number, before, now):
        emit(EventKind.State, number, states[now.value])
        if now.value == 'draining':
            emit(EventKind.Pass, number, 0, of._parties - 1)

    def read(frame):
        of = frame.f_locals['self']
        number = of.__dict__.get(KEY)
        if number is None:
            return None
        index = frame.f_locals.get('index', 0)

        def over(_wait, at):
            if of._state.value == 'draining':
                emit(EventKind.Pass, number, 0, index, at=at)
            else:
                emit(EventKind.TimedOut, number, at=at)
        return Wait(number, Operation.Wait, None, over) if of._state.value == 'filling' else NOTHING

    record(locks.Barrier, lambda of, at: create(ObjectKind.Barrier, at, 0, of._parties))
    locks.Barrier._state = Attribute('_state', tell)
    read_by(locks.Barrier.wait, read)
