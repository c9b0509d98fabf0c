"""asyncio's event loops: what they run, and when they have nothing to run. Patched when the program imports asyncio.

Only methods of classes that are written in Python are wrapped, in place. Must never change in which order callbacks run.
"""
from functools import wraps
from sys import _getframe

from .. import stacks
from ..own import here, is_own, is_tracer
from ..record import create, emit, nanoseconds
from ..lanes import tell_exception
from ..vocabulary import CLOSED, EVENT_LOOP, OUTSIDE, EventKind, ObjectKind, Operation
from . import asyncfutures, asynclocks, asyncqueues, asyncstreams, asyncwaits, eagertasks, tasks

# Attribute of a loop: the number of its object.
_KEY = '_threadlanes'


def install(asyncio):
    from asyncio import base_events, events, futures
    events.Handle._run = tasks.step(events.Handle._run, number_of)
    for name, make in (('create_task', _create_task), ('create_future', _create_future), ('_call_soon', _call_soon),
                       ('run_forever', _run_forever), ('close', _close), ('call_exception_handler', _call_exception_handler)):
        original = getattr(base_events.BaseEventLoop, name)
        setattr(base_events.BaseEventLoop, name, wraps(original)(make(original)))
    for name in ('shutdown_asyncgens', 'shutdown_default_executor'):
        if hasattr(base_events.BaseEventLoop, name):
            tasks.untold.add(getattr(base_events.BaseEventLoop, name).__code__)
    futures._chain_future = wraps(futures._chain_future)(_chain_future(futures._chain_future))
    asyncwaits.install(asyncio)
    asyncstreams.install(asyncio)
    asynclocks.install(asyncio.locks)
    asyncqueues.install(asyncio.queues)
    if hasattr(asyncio, 'timeouts'):
        asyncio.timeouts.Timeout._timeout_handler = _Deadline()
    stacks.sources.append(tasks.stacks)


def number_of(loop):
    """Number of a loop's object; it belongs to the thread that is heard of it first."""
    number = loop.__dict__.get(_KEY)
    if number is None:
        number = loop.__dict__[_KEY] = create(ObjectKind.Loop, here(2), EVENT_LOOP, 0, 'event loop')
    return number


def _create_task(original):
    def create_task(self, *args, **kwargs):
        if eagertasks.are_made_by(self):
            return eagertasks.make(original, number_of(self), self, args, kwargs)
        task = original(self, *args, **kwargs)
        _forget_frame(task)
        if hasattr(task, '_fut_waiter'):
            tasks.lane_for(task, number_of(self))
        return task
    return create_task


def _forget_frame(made):
    """In debug mode each task and handle remembers where it was made: without the wrapper that it went through."""
    traceback = getattr(made, '_source_traceback', None)
    if traceback:
        traceback[:] = [frame for frame in traceback if not is_tracer(frame.filename)]


def _create_future(original):
    def create_future(self):
        future = original(self)
        _forget_frame(future)
        frame = _getframe(1)
        if is_own(frame.f_code.co_filename):
            asyncfutures.know(future, create(ObjectKind.Future, (frame.f_code, frame.f_lasti)))
        return future
    return create_future


def _call_soon(original):
    """A future that is settled schedules its callbacks here, with itself as their argument."""
    def _call_soon(self, callback, args, context):
        handle = original(self, callback, args, context)
        _forget_frame(handle)
        if args:
            asyncfutures.tell_done(args[0])
        else:
            task = tasks.stepped(callback)
            if task is not None:
                tasks.lane_for(task, number_of(self))
        return handle
    return _call_soon


def _run_forever(original):
    def run_forever(self):
        selector = self.__dict__.get('_selector')
        if selector is None or 'select' in getattr(selector, '__dict__', {'select': None}):
            return original(self)
        selector.select = _telling_idle(selector.select, self, number_of(self))
        try:
            return original(self)
        finally:
            selector.__dict__.pop('select', None)
    return run_forever


def _close(original):
    def close(self):
        was_closed = self.is_closed()
        original(self)
        number = self.__dict__.get(_KEY)
        if number is not None and not was_closed:
            emit(EventKind.State, number, CLOSED)
    return close


def _telling_idle(original, loop, number):
    def select(timeout=None):
        if timeout is not None and timeout <= 0:
            return original(timeout)
        limit = nanoseconds(timeout)
        emit(EventKind.Block, number, Operation.Idle, OUTSIDE if limit < 0 and _hears_from_outside(loop) else limit)
        try:
            return original(timeout)
        finally:
            emit(EventKind.TimedOut, number)
    return select


def _hears_from_outside(loop):
    """Whether a loop watches more than the socket by which other threads wake it."""
    watched = loop._selector.get_map()
    return watched is None or len(watched) > 1 or bool(getattr(loop, '_signal_handlers', None))


def _call_exception_handler(original):
    """Where a loop says what nobody has looked at."""
    def call_exception_handler(self, context):
        error = context.get('exception')
        if isinstance(error, BaseException):
            lane = asyncfutures.lane_of(context.get('task') or context.get('future'))
            tell_exception(error, error.__traceback__, lane.number if lane is not None else 0)
        return original(self, context)
    return call_exception_handler


def _chain_future(original):
    """A future of asyncio stands for one of concurrent.futures."""
    def _chain_future(source, destination):
        original(source, destination)
        number = getattr(getattr(source, '_condition', None), '_number', None)
        if number is not None:
            asyncfutures.stand_for(destination, number)
    return _chain_future


class _Deadline:
    """asyncio.timeout's timer: the task that is inside knows until when it may wait."""

    def __set__(self, timeout, handle):
        timeout.__dict__['_timeout_handler'] = handle
        lane = asyncfutures.lane_of(timeout.__dict__.get('_task'))
        if lane is None:
            return
        when = getattr(handle, '_when', None)
        if when is None:
            lane.deadlines.pop(id(timeout), None)
        else:
            lane.deadlines[id(timeout)] = when
