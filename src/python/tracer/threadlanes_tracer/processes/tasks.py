"""What a worker process of a pool gets its tasks from, told as what is taken out of the pool."""
from .. import shared
from ..record import emit
from ..vocabulary import RUNNING, EventKind, ObjectKind, Operation
from . import semlocks
from .stories import Gate, Story

# Attribute of a queue of tasks: the number of its pool.
_KEY = '_threadlanes_pool'


def begin(queue):
    """The number of the pool that hands tasks out through a queue."""
    number = queue.__dict__[_KEY] = _number(queue) or shared.fresh()
    return number


def _future(pool, key):
    return shared.number('task %d of %d' % (key, pool))


def create(pool, key, at=(None, 0), text=None):
    """What stands for a task of a pool, which has a number in it; answers what all processes call it."""
    return shared.create(_future(pool, key), ObjectKind.Future, at, 0, pool, text)


def over(pool, key, state):
    """Said by the process that has the pool."""
    emit(EventKind.State, _future(pool, key), state, at=(None, 0))


def number_of(queue):
    """In a worker. None if the pool is not recorded."""
    return queue.__dict__.get(_KEY) or _number(queue)


def _number(queue):
    lock = getattr(queue, '_rlock', None)
    name = lock and lock._semlock.name
    return shared.number('pool ' + name) if name else None


class Tasks:
    """In place of the queue. `key` answers the number of a task."""

    def __init__(self, queue, number, key, loads):
        self._writer = queue._writer
        self.queue = queue
        self.key = key
        self.loads = loads
        self.story = Story(number)
        queue.__dict__.pop(shared.KEY, None)  # Another process made it: it was taken for one of the program's.
        semlocks.handle(queue._rlock, Gate(queue._rlock, number, self.story, Operation.Idle))

    def get(self, block=True):
        queue, story = self.queue, self.story
        with queue._rlock:
            if not queue._reader.poll(0):
                story.waits(Operation.Idle, None)
            data = queue._reader.recv_bytes()
        if hasattr(queue, '_sem'):
            queue._sem.release()
        task = self.loads(data)
        waited = bool(story.waiting)
        story.waiting.clear()
        if task is not None:
            key = self.key(task)
            emit(EventKind.Get, story.number, 0, key)
            emit(EventKind.State, _future(story.number, key), RUNNING)
        elif waited:
            emit(EventKind.Pass, story.number)
        return task
