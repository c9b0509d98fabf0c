"""asyncio's tasks, as lanes that have the event loop while they run.

The standard library's Task stays what it is, written in C: every step of one is the callback of a Handle of the loop, and that is
written in Python. What a task waits for is read when it is suspended (awaits.py). A loop that is not asyncio's own is not seen.
"""
import os
from functools import wraps
from time import monotonic

from ..own import here
from ..record import emit, object_numbers, put_at, thread_numbers
from ..vocabulary import LEFT_OUT, RAISED, RETURNED, TASK, TERMINATED, TURN, YIELD, EventKind
from . import asyncfutures, awaits, waits

# A trace has room for 65,535 lanes; other threads and processes of the run need some, too.
_MOST = 50000
# Code of coroutines that asyncio.run makes tasks of for itself; others of asyncio's own have names with an underscore.
untold = set()
_ASYNCIO = os.path.join(os.path.dirname(os.__file__), 'asyncio', '')
# Types of callables that are steps of tasks; from 3.10 on one of them is a built-in method.
_STEPS = ('TaskStepMethWrapper', 'TaskWakeupMethWrapper')
_STEP_METHODS = ('task_wakeup', '__step', '__wakeup', '_Task__step', '_Task__wakeup')


class Lane:
    """A task, as the record knows it."""
    __slots__ = ('number', 'thing', 'name', 'loop', 'at', 'wait', 'has_begun', 'deadlines')

    def __init__(self, coroutine, name, loop):
        self.number = next(thread_numbers)
        self.thing = next(object_numbers)
        self.name = name
        self.loop = loop
        self.at = awaits.place(awaits.frames(coroutine))
        self.wait = None
        self.has_begun = False
        self.deadlines = {}
        made_at = here(2)
        emit(EventKind.ThreadNew, self.thing, 0, self.number, TASK, self.name, made_at)
        emit(EventKind.ThreadStart, self.thing, 0, self.number, 0, None, made_at)

    def _tell(self, kind, info=0):
        """Something of the loop: the task has its turn, or gives it up."""
        code, offset = self.at
        put_at(kind | info << 8 | self.loop << 16, code, offset)

    def take_turn(self, task):
        """Until its turn is over all that its thread does is the task's. `task` is None while that is being made."""
        put_at(TURN | self.number << 16, None, 0)
        if not self.has_begun:
            self.has_begun = True
            self.rename(task)
            emit(EventKind.ThreadBegin, self.thing, at=self.at, lane=self.number)
        self._tell(EventKind.Acquire)
        wait, self.wait = self.wait, None
        if wait is not None:
            future = task._fut_waiter
            wait.end(task._must_cancel or future is not None and future.cancelled(), self.at)

    def rename(self, task):
        """Before 3.13 a task gets its name after it was made; and it may get another one at any time."""
        name = self.name if task is None else full_name(task.get_name(), task.get_coro())
        if name != self.name:
            self.name = name
            emit(EventKind.ThreadChange, self.thing, 0, self.number, TASK, name, self.at)

    def give_turn(self, task):
        if task.done():
            self._end(task)
        else:
            self._suspend(task)
        put_at(TURN, None, 0)

    def _end(self, task):
        self.end(TERMINATED if task.cancelled() else RAISED if task._exception is not None else RETURNED)
        waits.done(task)

    def end(self, ending):
        self._tell(EventKind.Release)
        emit(EventKind.ThreadEnd, self.thing, ending, at=self.at, lane=self.number)

    def _suspend(self, task):
        chain = awaits.frames(task.get_coro())
        at = awaits.place(chain)
        if at[0] is not None:
            self.at = at
        future = task._fut_waiter
        wait = awaits.read(chain)
        if wait is None and future is not None:
            wait = waits.for_future(future)
        if wait is None or wait is waits.NOTHING:
            return emit(EventKind.HandOver, self.loop, YIELD, 0, 0, '', self.at)
        if self.deadlines:
            wait.limit(min(self.deadlines.values()) - monotonic())
        waits.follow(self, wait)
        self._tell(EventKind.Release)


def full_name(name, coroutine):
    """As the person knows a task: its name, and the function that it runs."""
    function = coroutine.__name__ if type(coroutine) in awaits.INSIDE else ''
    return '%s (%s)' % (name, function) if function else str(name)


def lane_for(task, loop):
    """The lane of a task; a new one gets one, as long as there is room."""
    lane = asyncfutures.lane_of(task)
    coroutine = task.get_coro()
    if lane is not None or _is_internal(coroutine):
        return lane
    if asyncfutures.made_lanes() < _MOST:
        return asyncfutures.know_lane(task, Lane(coroutine, full_name(task.get_name(), coroutine), loop))
    if not asyncfutures.leaves_out:
        asyncfutures.leaves_out = True
        emit(LEFT_OUT, a=_MOST, at=(None, 0))
    return None


def _is_internal(coroutine):
    code = getattr(coroutine, 'cr_code', None) if type(coroutine) in awaits.INSIDE else None
    return code is not None and (code in untold or
                                 code.co_name.startswith('_') and code.co_filename.startswith(_ASYNCIO))


def stepped(callback):
    """The task that a callback of a loop is a step of; None if it is something else."""
    kind = type(callback).__name__
    if kind in _STEPS:
        return callback.__self__
    if kind in ('builtin_function_or_method', 'method') and callback.__name__ in _STEP_METHODS:
        return callback.__self__ if hasattr(callback.__self__, '_fut_waiter') else None
    return None


def step(original, number_of):
    """Handle._run, in place of `original`; `number_of` answers the number of a loop."""
    @wraps(original)
    def _run(self):
        task = stepped(self._callback)
        lane = None if task is None or task.done() else lane_for(task, number_of(self._loop))
        if lane is None:
            return original(self)
        lane.take_turn(task)
        try:
            return original(self)
        finally:
            lane.give_turn(task)
            self = task = None  # The traceback of an exception leads to this frame, and must not keep the task alive.
    return _run


def stacks():
    """(number of the lane, where it is) of each task that waits."""
    for task, lane in asyncfutures.lanes():
        if not task.done():
            yield lane.number, awaits.stack(awaits.frames(task.get_coro()))
