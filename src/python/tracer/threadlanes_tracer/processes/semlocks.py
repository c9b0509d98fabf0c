"""multiprocessing's Lock, RLock, Semaphore and BoundedSemaphore, all of which are a SemLock: a semaphore of the system.

One is the same in every process by the semaphore's name, under spawn and forkserver; under fork, by the number that its copies
carry. An acquisition is recorded after it, a release before it, so their order by time is the real one.
"""
from .. import shared
from ..patching import replace
from ..record import emit, nanoseconds
from ..vocabulary import LIMITED, RELEASE_FAILED, EventKind, ObjectKind, Operation
from .makers import asker

KEY = shared.KEY
_lock_types = ()


class Handle:
    """In place of the methods of a SemLock that is recorded. Subclasses say something else of it."""

    def __init__(self, semlock, number):
        self.number = number
        self.raw = semlock._semlock
        self.take = self.raw.acquire
        self.is_mutex = isinstance(semlock, _lock_types)

    def acquire(self, block=True, timeout=None):
        if type(block) is not bool or not (timeout is None or type(timeout) in (int, float)):
            return self._ended(self.take(block, timeout), LIMITED, False)
        limit = LIMITED if not block or timeout is not None else 0
        if self.take(False):
            return self._ended(True, limit, False)
        if not block or timeout is not None and timeout <= 0:
            return self._ended(False, limit, False)
        self.waits(timeout)
        got = None
        try:
            got = self.take(True, timeout)
        finally:
            self._ended(got, limit, True)
        return got

    def _ended(self, got, limit, waited):
        if got:
            self.got(limit)
        else:
            self.failed(waited)
        return got

    def release(self):
        if self._may_be_released():
            self.gives()
        else:
            emit(EventKind.TryFailed, self.number, RELEASE_FAILED)
        return self.raw.release()

    def _may_be_released(self):
        raw = self.raw
        if raw.kind == 0:  # RECURSIVE_MUTEX
            return raw._is_mine()
        try:
            return raw._get_value() < raw.maxvalue
        except NotImplementedError:  # macOS does not tell the value.
            return not self.is_mutex or raw._is_zero()

    def waits(self, timeout):
        emit(EventKind.Block, self.number, Operation.Acquire, nanoseconds(timeout))

    def got(self, limit):
        emit(EventKind.Acquire, self.number, limit)

    def failed(self, waited):
        emit(EventKind.TimedOut if waited else EventKind.TryFailed, self.number, 0 if waited else Operation.Acquire)

    def gives(self):
        emit(EventKind.Release, self.number)


def install(module):
    global _lock_types
    _lock_types = module.Lock, module.RLock
    semlock = module.SemLock
    replace(semlock, '__init__', _init)
    replace(semlock, '__setstate__', _setstate)
    replace(semlock, '__enter__', _enter)
    replace(semlock, '__exit__', _exit)
    _kinds.update({module.Lock: (ObjectKind.Lock, 0), module.RLock: (ObjectKind.RLock, 0),
                   module.BoundedSemaphore: (ObjectKind.Semaphore, 1), module.Semaphore: (ObjectKind.Semaphore, 0)})
    from . import conditions
    conditions.install(module)


# Kind of object and variety, by class; a subclass comes before its class.
_kinds = {}


def trace(semlock, at):
    """Records it from now on."""
    number = number_of(semlock)
    handle(semlock, Handle(semlock, number))
    for cls, (kind, variety) in _kinds.items():
        if isinstance(semlock, cls):
            value = semlock._semlock.maxvalue if variety else semlock.__dict__.pop('_value', 0)
            shared.create(number, kind, at, variety, value if kind == ObjectKind.Semaphore else 0)
            return


def handle(semlock, given):
    """Lets a handle take the place of its methods."""
    semlock.__dict__[KEY] = given
    semlock.acquire = given.acquire
    semlock.release = given.release
    return given


def number_of(semlock):
    """By the semaphore's name; one without a name is only ever copied."""
    known = semlock.__dict__.get(KEY)
    if known is not None:
        return known.number
    name = semlock._semlock.name
    return shared.number('semaphore ' + name) if name else shared.fresh()


def forget(*semlocks):
    """What is inside something else is not told of by itself."""
    for semlock in semlocks:
        if semlock is not None and semlock.__dict__.pop(KEY, None):
            semlock._make_methods()


def _init(original):
    def __init__(self, kind, value, *args, **kwargs):
        original(self, kind, value, *args, **kwargs)
        at = asker(self, 2)
        if at[0] is not None:
            self.__dict__['_value'] = value
            trace(self, at)
    return __init__


def _setstate(original):
    """Whether the program made it, this process does not know; the recorder does."""
    def __setstate__(self, state):
        original(self, state)
        if self._semlock.name:
            handle(self, Handle(self, number_of(self)))
    return __setstate__


def _enter(original):
    def __enter__(self):
        given = self.__dict__.get(KEY)
        return original(self) if given is None else given.acquire()
    return __enter__


def _exit(original):
    def __exit__(self, *args):
        given = self.__dict__.get(KEY)
        return original(self, *args) if given is None else given.release()
    return __exit__
