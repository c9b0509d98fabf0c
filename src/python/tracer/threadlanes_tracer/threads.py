"""threading.Thread: made, started, begun, ended, joined; what an exception ended."""
import os
import threading
from _thread import get_ident
from functools import wraps

from . import lanes
from .lanes import numbers, tell_exception
from .own import is_behind_the_scenes, made_by, maker
from .patching import replace
from .record import emit, nanoseconds, object_numbers, thread_numbers
from .vocabulary import BEHIND_THE_SCENES, RAISED, RETURNED, THREAD, EventKind, Operation

# Attribute of a Thread object: [number of the thread, number of its object, name and daemon as told, how it ends].
_KEY = '_threadlanes'
# In its place: nothing is told of the thread.
HIDDEN = (0, 0)
# What is to be done in each thread as it begins.
at_begin = []


def install():
    Thread = threading.Thread
    replace(Thread, '__init__', _init)
    replace(Thread, 'start', _start)
    replace(Thread, 'join', _join)
    for name in ('_start_new_thread', '_start_joinable_thread'):
        if hasattr(threading, name):
            setattr(threading, name, _starter(getattr(threading, name)))
    threading._make_invoke_excepthook = _telling(threading._make_invoke_excepthook)
    know_first()
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(after_in_child=know_first)


def know_first():
    """The Thread object of the thread that this process began with: after a fork, another one."""
    if lanes.first:
        threading.main_thread().__dict__[_KEY] = lanes.first


def _tell_new(thread, at):
    told = [next(thread_numbers), next(object_numbers), (thread.name, thread.daemon), RETURNED]
    thread.__dict__[_KEY] = told
    emit(EventKind.ThreadNew, told[1], 0, told[0], THREAD | thread.daemon << 8, thread.name, at)
    return told


def _init(original):
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        if isinstance(self, threading._DummyThread):
            return
        if is_behind_the_scenes(made_by(self, 2)):
            self.__dict__[_KEY] = HIDDEN
        else:
            _tell_new(self, maker(self, 2))
    return __init__


def _start(original):
    def start(self):
        told = self.__dict__.get(_KEY)
        if told and told is not HIDDEN and not self._started.is_set():
            _tell_changes(self, told)
            emit(EventKind.ThreadStart, told[1], 0, told[0])
        return original(self)
    return start


def _tell_changes(thread, told):
    now = thread.name, thread.daemon
    if now != told[2]:
        told[2] = now
        emit(EventKind.ThreadChange, told[1], 0, told[0], THREAD | thread.daemon << 8, thread.name)


def _starter(original):
    """In place of what starts a thread of the system for a Thread."""
    def start_new_thread(function, *args, **kwargs):
        told = told_of(function)
        if told is HIDDEN:
            return original(_HiddenCourse(function), *args, **kwargs)
        return original(_Course(function, told) if told else function, *args, **kwargs)
    return wraps(original)(start_new_thread)


def told_of(function):
    """What is told of the Thread whose method a function is; None for any other function."""
    return getattr(getattr(function, '__self__', None), '__dict__', {}).get(_KEY)


class _Course:
    """The course of a thread, from its beginning to its end."""

    def __init__(self, function, told):
        self.function = function
        self.told = told

    def __call__(self, *args):
        number, thing, _, _ = self.told
        emit(EventKind.ThreadBegin, thing, 0, number, at=(None, 0))
        numbers[get_ident()] = number, thing
        for begin in at_begin:
            begin()
        try:
            self.function(*args)
        finally:
            numbers.pop(get_ident(), None)
            emit(EventKind.ThreadEnd, thing, self.told[3], at=(None, 0))


class _HiddenCourse:
    """That of a thread that works for the library: it has a lane only once it runs code of the program."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        emit(EventKind.ThreadBegin, 0, 0, 0, BEHIND_THE_SCENES, self.function.__self__.name, (None, 0))
        try:
            self.function(*args)
        finally:
            emit(EventKind.ThreadEnd, at=(None, 0))


def _join(original):
    def join(self, timeout=None):
        told = self.__dict__.get(_KEY)
        if not told or told is HIDDEN or self is threading.current_thread() or not self._started.is_set():
            return original(self, timeout)
        waits = self.is_alive()
        if waits:
            emit(EventKind.Block, told[1], Operation.Join, nanoseconds(timeout))
        over = False
        try:
            original(self, timeout)
            over = not self.is_alive()
        finally:
            if over:
                emit(EventKind.Join, told[1])
            elif waits:
                emit(EventKind.TimedOut, told[1])
    return join


def _telling(original):
    """Whoever makes a thread's hook for exceptions gets one that tells of them first."""
    def make_invoke_excepthook():
        invoke = original()

        def invoke_excepthook(thread):
            import sys
            kind, value, traceback = sys.exc_info()
            if kind is not None and kind is not SystemExit:
                tell_exception(value, traceback)
                told = thread.__dict__.get(_KEY)
                if told and told is not HIDDEN:
                    told[3] = RAISED
            return invoke(thread)
        return invoke_excepthook
    return make_invoke_excepthook
