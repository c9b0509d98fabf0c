"""gevent's queues: as those of the standard library (queues.py), for greenlets.

An item that had to wait for room is put in by the hub, in the name of the greenlet that waits.
"""
import sys
from functools import wraps

from ..contents import FIFO, LIFO, PRIORITY, Contents, taking_out
from ..own import maker
from ..record import create, emit
from ..vocabulary import EventKind, ObjectKind, Operation
from .cooperative import KEY, stand_in
from .gevents import Wait


def install():
    module = sys.modules['gevent.queue']
    before = module.Queue
    module.Queue = Queue = stand_in(before, _methods(before, FIFO))
    for name, order in (('LifoQueue', LIFO), ('PriorityQueue', PRIORITY)):
        setattr(module, name, stand_in(getattr(module, name), _methods(getattr(module, name), order), Queue))
    before = module.JoinableQueue
    methods = dict(_methods(before, FIFO), task_done=_task_done(before.task_done), join=_join(before.join))
    module.JoinableQueue = stand_in(before, methods, Queue)


def _methods(original, order):
    return {'__init__': _init(original.__init__, order), '_put': _put_in(original._put), '_get': taking_out(original._get, KEY),
            'put': _put(original.put), 'get': _get(original.get)}


def _init(original, order):
    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is None:
            return
        contents = self.__dict__[KEY] = Contents(create(ObjectKind.Queue, at, order, self.maxsize or 0), order)
        contents.lanes = {}
        for item in list(self.queue):
            contents.put(item)
    return __init__


def _put_in(original):
    def _put(self, item):
        original(self, item)
        contents = self.__dict__.get(KEY)
        if contents is not None:
            contents.put(item, contents.lanes.get(id(item), 0))
    return _put


def _put(original):
    @wraps(original)
    def put(self, item, block=True, timeout=None):
        contents = self.__dict__.get(KEY)
        if contents is None:
            return original(self, item, block, timeout)
        wait = Wait(contents.number, Operation.Put, timeout, None) if block and self.full() else None
        if wait is not None and wait.lane is not None:
            contents.lanes[id(item)] = wait.lane.number
        return _tried(contents, wait, Operation.Put, original, self, item, block, timeout)
    return put


def _get(original):
    @wraps(original)
    def get(self, block=True, timeout=None):
        contents = self.__dict__.get(KEY)
        if contents is None:
            return original(self, block, timeout)
        wait = Wait(contents.number, Operation.Get, timeout, None) if block and self.empty() else None
        return _tried(contents, wait, Operation.Get, original, self, block, timeout)
    return get


def _tried(contents, wait, operation, function, queue, *args):
    done = False
    try:
        answer = function(queue, *args)
        done = True
        return answer
    finally:
        if wait is not None:
            wait.end(done)
        elif not done:
            emit(EventKind.TryFailed, contents.number, operation)
        if operation == Operation.Put:
            contents.lanes.pop(id(args[0]), None)


def _task_done(original):
    @wraps(original)
    def task_done(self):
        original(self)
        contents = self.__dict__.get(KEY)
        if contents is not None:
            emit(EventKind.TaskDone, contents.number, 0, self.unfinished_tasks)
    return task_done


def _join(original):
    @wraps(original)
    def join(self, timeout=None):
        contents = self.__dict__.get(KEY)
        if contents is None or self.unfinished_tasks == 0:
            return original(self, timeout)
        wait = Wait(contents.number, Operation.TasksDone, timeout)
        try:
            return original(self, timeout)
        finally:
            wait.end(self.unfinished_tasks == 0)
    return join
