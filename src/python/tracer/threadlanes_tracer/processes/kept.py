"""Locks, semaphores, events and queues that a manager keeps: the calls of their proxies mean what those of the objects would."""
import queue
import threading
from _thread import LockType, RLock

from .. import shared
from ..record import emit, nanoseconds
from ..reprs import short
from ..vocabulary import EventKind, ObjectKind, Operation

_LAST = 1 << 30
KINDS = {'Lock': ObjectKind.Lock, 'RLock': ObjectKind.RLock, 'Semaphore': ObjectKind.Semaphore,
         'BoundedSemaphore': ObjectKind.Semaphore, 'Event': ObjectKind.Event, 'Queue': ObjectKind.Queue,
         'JoinableQueue': ObjectKind.Queue}
_TYPES = (LockType, RLock, threading.Semaphore, threading.Event, queue.Queue)


def is_kept(thing):
    """In the manager's process: whether it is one of these."""
    return isinstance(thing, _TYPES)


def create(number, typeid, at, args):
    """False if it is none of these."""
    kind = KINDS.get(typeid)
    if kind is None:
        return False
    given = args[0] if args and type(args[0]) is int else 0
    detail = (given if args else 1) if kind == ObjectKind.Semaphore else max(0, given) if kind == ObjectKind.Queue else 0
    shared.create(number, kind, at, typeid == 'BoundedSemaphore', detail)
    return True


def call(number, typeid, method, args, kwds, carry_out):
    """Has a call carried out, and tells what it means."""
    tell = _TOLD.get((KINDS[typeid], method))
    return carry_out() if tell is None else tell(number, args, kwds, carry_out)


def _waited(number, operation, args, kwds, carry_out, got, failed=False):
    """Whether it would have to wait only the manager knows: it counts as waiting while it is on its way."""
    block, timeout = _patience(args, kwds)
    emit(EventKind.Block, number, operation, nanoseconds(timeout if block else 0))
    result, done = None, False
    try:
        result = carry_out()
        done = result is not failed
        return result
    finally:
        emit(got if done else EventKind.TimedOut, number)


def _patience(args, kwds):
    """(whether it waits, for how long)"""
    given = list(args) + [kwds[name] for name in ('blocking', 'block') if name in kwds]
    block = given[0] if given else True
    timeout = kwds.get('timeout', given[1] if len(given) > 1 else None)
    return block, timeout if type(timeout) in (int, float) else None


def _acquire(number, args, kwds, carry_out):
    return _waited(number, Operation.Acquire, args, kwds, carry_out, EventKind.Acquire)


def _release(number, _args, _kwds, carry_out):
    emit(EventKind.Release, number)
    return carry_out()


def _wait(number, args, kwds, carry_out):
    return _waited(number, Operation.Wait, (True,) + tuple(args), kwds, carry_out, EventKind.Pass)


def _state(state):
    def change(number, _args, _kwds, carry_out):
        emit(EventKind.State, number, state)
        return carry_out()
    return change


def _put(number, args, kwds, carry_out):
    emit(EventKind.Put, number, 0, 0, _LAST, short(args[0] if args else kwds.get('item')))
    return carry_out()


def _get(number, args, kwds, carry_out):
    return _waited(number, Operation.Get, args, kwds, carry_out, EventKind.Get, failed=_NOTHING)


_NOTHING = object()
_TOLD = {(ObjectKind.Event, 'set'): _state(1), (ObjectKind.Event, 'clear'): _state(0), (ObjectKind.Event, 'wait'): _wait,
         (ObjectKind.Queue, 'put'): _put, (ObjectKind.Queue, 'get'): _get}
for _kind in (ObjectKind.Lock, ObjectKind.RLock, ObjectKind.Semaphore):
    _TOLD[_kind, 'acquire'] = _acquire
    _TOLD[_kind, 'release'] = _release
