"""gevent's locks, semaphores, events and results: who waits for one lets the other greenlets of the thread go on.

What is written in C has a subclass in its place, what is in Python is wrapped. None of these waits without having looked first,
and nobody moves between the look and the wait: greenlets of a thread take turns.
"""
import sys
from functools import wraps

from ..disguise import pass_for
from ..own import maker
from ..record import create, emit
from ..vocabulary import FAILED, FINISHED, RELEASE_FAILED, EventKind, ObjectKind, Operation
from .gevents import Wait

# Attribute of an object that is recorded: its number.
KEY = '_threadlanes'


def install():
    _install_locks()
    _install_events()
    _install_thread()


def _install_locks():
    module = sys.modules['gevent.lock']
    before = module.Semaphore, module.BoundedSemaphore
    Semaphore = stand_in(before[0], {
        '__init__': _init(before[0].__init__, ObjectKind.Semaphore),
        'acquire': _acquire(before[0].acquire), 'release': _release(before[0].release),
        '__enter__': lambda self: self.acquire() and None, '__exit__': lambda self, *exception: self.release()})
    BoundedSemaphore = stand_in(before[1], {
        '__init__': _init(before[1].__init__, ObjectKind.Semaphore, 1),
        'acquire': _acquire(before[1].acquire), 'release': _release(before[1].release)}, Semaphore)
    module.Semaphore, module.BoundedSemaphore = Semaphore, BoundedSemaphore
    RLock = module.RLock
    acquire = _acquire(RLock.acquire, _depth)
    module.RLock = stand_in(RLock, {
        '__init__': _init(RLock.__init__, ObjectKind.RLock), 'acquire': acquire, '__enter__': acquire,
        'release': _release(RLock.release, _depth)})


def _install_thread():
    """What monkey.patch_all() puts in the place of threading.Lock."""
    LockType = sys.modules['gevent.thread'].LockType
    LockType.__init__ = _init(LockType.__init__, ObjectKind.Lock)
    LockType.acquire, LockType.release = _acquire(LockType.acquire, _left, -1), _release(LockType.release)
    LockType.__enter__ = LockType.acquire
    LockType.__exit__ = lambda self, *exception: self.release()


def _install_events():
    module = sys.modules['gevent.event']
    Event, AsyncResult = module.Event, module.AsyncResult
    module.Event = stand_in(Event, {
        '__init__': _init(Event.__init__, ObjectKind.Event), 'wait': _wait(Event.wait),
        'set': _sets(Event.set, 1), 'clear': _sets(Event.clear, 0)})
    module.AsyncResult = stand_in(AsyncResult, {
        '__init__': _init(AsyncResult.__init__, ObjectKind.Future), 'wait': _wait(AsyncResult.wait), 'get': _get(AsyncResult.get),
        'set': _sets(AsyncResult.set, FINISHED), 'set_exception': _sets(AsyncResult.set_exception, FAILED)})


def stand_in(original, methods, *bases):
    made = type(original.__name__, bases + (original,), methods)
    pass_for(made, original)
    return made


def _init(original, kind, info=0):
    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is not None:
            count = self.counter if kind == ObjectKind.Semaphore else 0
            self.__dict__[KEY] = create(kind, at, info, count)
    return __init__


def _left(lock):
    return lock.counter


def _depth(lock):
    return lock._count


def _is_free(lock):
    return not lock.locked() if hasattr(lock, 'counter') else lock._is_owned() or lock._count == 0


def _acquire(original, count=_left, unlimited=None):
    @wraps(original)
    def acquire(self, blocking=True, timeout=unlimited):
        number = self.__dict__.get(KEY)
        if number is None:
            return original(self, blocking, timeout)
        wait = None if _is_free(self) or not blocking else Wait(number, Operation.Acquire, timeout, None)
        got = False
        try:
            got = original(self, blocking, timeout)
            return got
        finally:
            if wait is not None:
                wait.end(got)
            if got:
                emit(EventKind.Acquire, number, 0, count(self))
            elif wait is None:
                emit(EventKind.TryFailed, number, Operation.Acquire)
    return acquire


def _release(original, count=_left):
    @wraps(original)
    def release(self):
        number = self.__dict__.get(KEY)
        released = False
        try:
            answer = original(self)
            released = True
            return answer
        finally:
            if number is not None and released:
                emit(EventKind.Release, number, 0, count(self), 1)
            elif number is not None:
                emit(EventKind.TryFailed, number, RELEASE_FAILED)
    return release


def _wait(original):
    @wraps(original)
    def wait(self, timeout=None):
        number = self.__dict__.get(KEY)
        if number is None or self.ready():
            return original(self, timeout)
        told = Wait(number, Operation.Wait, timeout)
        try:
            return original(self, timeout)
        finally:
            told.end(self.ready())
    return wait


def _get(original):
    @wraps(original)
    def get(self, block=True, timeout=None):
        number = self.__dict__.get(KEY)
        if number is None or not block or self.ready():
            return original(self, block, timeout)
        told = Wait(number, Operation.Wait, timeout)
        try:
            return original(self, block, timeout)
        finally:
            told.end(self.ready())
    return get


def _sets(original, state):
    @wraps(original)
    def set_state(self, *args, **kwargs):
        number = self.__dict__.get(KEY)
        if number is not None and (state > 1 or self.is_set() != bool(state)):
            emit(EventKind.State, number, state)
        return original(self, *args, **kwargs)
    return set_state
