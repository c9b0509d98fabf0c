"""multiprocessing's Queue, JoinableQueue and SimpleQueue: what is put in, is on its way, and is taken out.

A put is told where it is called, before anybody can get the item. Until the queue's own thread has sent it, the item lies in the
process's buffer; that it is sent is told while the write lock is held, that it is got while the read lock is held, so the order
of both is that of the pipe. Which item it is the recorder works out (recorder/sharedObjects.ts).
"""
from .. import shared
from ..patching import replace
from ..record import emit
from ..vocabulary import IN_QUEUE, EventKind, ObjectKind, Operation
from . import semlocks
from .makers import asker
from .stories import Buffer, Gate, Story, Tasks

KEY = shared.KEY


def install(module):
    queue, joinable, simple = module.Queue, module.JoinableQueue, module.SimpleQueue
    put = _telling_failure(Operation.Put, module.Full, KeyboardInterrupt)
    get = _telling_failure(Operation.Get, module.Empty, KeyboardInterrupt, EOFError, OSError)
    reset = '_reset' if '_reset' in queue.__dict__ else '_after_fork'
    for cls, name, make in ((queue, '__init__', _init), (queue, '__setstate__', _setstate), (queue, reset, _reset(module)),
                            (joinable, '__init__', _joinable_init), (joinable, '__setstate__', _joinable_setstate),
                            (joinable, 'put', put), (joinable, 'join', _join),
                            (queue, 'put', put), (queue, 'get', get),
                            (simple, '__init__', _simple_init), (simple, '__setstate__', _simple_setstate),
                            (simple, 'put', _simple_put(module)), (simple, 'get', _simple_get(module))):
        replace(cls, name, make)


def _begin(self, at, detail):
    """The program makes a queue."""
    if at[0] is not None:
        number = _number(self) or shared.fresh()
        shared.create(number, ObjectKind.Queue, at, 0, detail)
        _tell(self, number)


def _number(self):
    name = self._rlock._semlock.name
    return shared.number('queue ' + name) if name else None


def _tell(self, number):
    story = self.__dict__[KEY] = Story(number)
    semlocks.handle(self._rlock, Gate(self._rlock, number, story, Operation.Get))
    semlocks.forget(self._wlock)
    return story


def _init(original):
    def __init__(self, maxsize=0, **kwargs):
        original(self, maxsize, **kwargs)
        _begin(self, asker(self, 2), maxsize if type(maxsize) is int and maxsize > 0 else 0)
        _tell_sends(self)
    return __init__


def _setstate(original):
    def __setstate__(self, state):
        original(self, state)
        if _number(self):
            _tell(self, _number(self))
            _tell_sends(self)
    return __setstate__


def _tell_sends(self):
    story = self.__dict__.get(KEY)
    if story:
        semlocks.handle(self._sem, Gate(self._sem, story.number, story, Operation.Put))
        self._reset() if hasattr(self, '_reset') else self._after_fork()


def _reset(module):
    def make(original):
        def reset(self, *args, **kwargs):
            original(self, *args, **kwargs)
            story = self.__dict__.get(KEY)
            if story:
                story.waiting.clear()
                self._buffer = Buffer().tell(story, module._sentinel)
                self._send_bytes = _sending(self._send_bytes, story)
                self._recv_bytes = _receiving(self._recv_bytes, self._poll, story)
                self._poll = _polling(self._poll, story)
        return reset
    return make


def _sending(send, story):
    def send_bytes(data):
        story.sent()
        return send(data)
    return send_bytes


def _receiving(receive, poll, story):
    def recv_bytes(*args):
        if not poll(0):
            story.waits(Operation.Get, None)
        data = receive(*args)
        story.got()
        return data
    return recv_bytes


def _polling(poll, story):
    def poll_and_tell(timeout=0.0):
        if timeout is not None and timeout > 0 and not poll(0):
            story.waits(Operation.Get, timeout)
        return poll(timeout)
    return poll_and_tell


def _telling_failure(operation, *errors):
    def make(original):
        def method(self, *args, **kwargs):
            try:
                return original(self, *args, **kwargs)
            except errors:
                story = self.__dict__.get(KEY)
                if story is not None:
                    story.raised(operation)
                raise
        return method
    return make


def _count_tasks(self):
    story = self.__dict__.get(KEY)
    if story:
        semlocks.handle(self._unfinished_tasks, Tasks(self._unfinished_tasks, story.number, story, Operation.TasksDone))


def _joinable_init(original):
    def __init__(self, maxsize=0, **kwargs):
        original(self, maxsize, **kwargs)
        _count_tasks(self)
    return __init__


def _joinable_setstate(original):
    def __setstate__(self, state):
        original(self, state)
        _count_tasks(self)
    return __setstate__


def _join(original):
    def join(self):
        story = self.__dict__.get(KEY)
        if story is None or self._unfinished_tasks._semlock._is_zero():
            return original(self)
        emit(EventKind.Block, story.number, Operation.TasksDone, -1)
        done = False
        try:
            original(self)
            done = True
        finally:
            emit(EventKind.Pass if done else EventKind.TimedOut, story.number)
    return join


def _simple_init(original):
    def __init__(self, **kwargs):
        original(self, **kwargs)
        _begin(self, asker(self, 2), 0)
    return __init__


def _simple_setstate(original):
    def __setstate__(self, state):
        original(self, state)
        if _number(self):
            _tell(self, _number(self))
    return __setstate__


def _simple_put(module):
    def make(original):
        def put(self, obj):
            story = self.__dict__.get(KEY)
            if story is None or self._wlock is None:
                return original(self, obj)
            data = module._ForkingPickler.dumps(obj)
            with self._wlock:
                story.put(obj, IN_QUEUE)
                self._writer.send_bytes(data)
        return put
    return make


def _simple_get(module):
    def make(original):
        def get(self):
            story = self.__dict__.get(KEY)
            if story is None:
                return original(self)
            try:
                with self._rlock:
                    if not self._reader.poll(0):
                        story.waits(Operation.Get, None)
                    data = self._reader.recv_bytes()
                    story.got()
            except (KeyboardInterrupt, EOFError, OSError):
                story.raised(Operation.Get)
                raise
            return module._ForkingPickler.loads(data)
        return get
    return make
