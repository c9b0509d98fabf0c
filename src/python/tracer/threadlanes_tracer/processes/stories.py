"""What one process tells of a queue, and the parts inside a queue that tell it: its semaphores and its buffer."""
from _thread import get_ident
from collections import deque

from ..record import emit, nanoseconds
from ..reprs import short
from ..vocabulary import IN_BUFFER, IN_PIPE, EventKind
from . import semlocks

_LAST = 1 << 30


class Story:
    """What one process tells of a queue."""

    def __init__(self, number):
        self.number = number
        self.waiting = set()

    def waits(self, operation, timeout):
        """Once, however often the method waits on its way."""
        thread = get_ident()
        if thread not in self.waiting:
            self.waiting.add(thread)
            emit(EventKind.Block, self.number, operation, nanoseconds(timeout))

    def put(self, item, where):
        self.waiting.discard(get_ident())
        emit(EventKind.Put, self.number, where, 0, _LAST, short(item))

    def sent(self):
        emit(EventKind.Put, self.number, IN_PIPE, at=(None, 0))

    def got(self):
        self.waiting.discard(get_ident())
        emit(EventKind.Get, self.number)

    def raised(self, operation):
        """The method does not end as it should."""
        if get_ident() in self.waiting:
            self.waiting.discard(get_ident())
            emit(EventKind.TimedOut, self.number)
        else:
            emit(EventKind.TryFailed, self.number, operation)


class Gate(semlocks.Handle):
    """A semaphore inside a queue: whoever waits for it waits for the queue."""

    def __init__(self, semlock, number, story, operation):
        semlocks.Handle.__init__(self, semlock, number)
        self.story = story
        self.operation = operation

    def waits(self, timeout):
        self.story.waits(self.operation, timeout)

    def got(self, limit):
        pass

    def failed(self, waited):
        pass

    def release(self):
        return self.raw.release()


class Tasks(Gate):
    """Counts unfinished tasks; the queue's own condition is held."""

    def got(self, limit):
        emit(EventKind.TaskDone, self.number)


class Buffer(deque):
    """What is not sent yet. Its condition is held when something is appended."""

    def tell(self, story, sentinel):
        self.story = story
        self.sentinel = sentinel
        return self

    def append(self, item):
        if item is not self.sentinel:
            self.story.put(item, IN_BUFFER)
        deque.append(self, item)
