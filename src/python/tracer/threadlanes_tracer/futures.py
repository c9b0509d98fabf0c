"""concurrent.futures: thread pools, what waits to be done in them, and futures."""
import os
import queue
from _thread import allocate_lock
from functools import partial, wraps
from sys import _getframe

from . import queues, shared, waiters
from .guards import FutureGuard
from .own import is_own, maker
from .record import create, emit, item_numbers
from .reprs import short
from .vocabulary import EventKind, ObjectKind, Operation

_SimpleQueue = queues.RawSimpleQueue
_library = os.path.dirname(os.__file__)
_ASKED = os.path.join(_library, 'concurrent', ''), os.path.join(_library, 'asyncio', '')


class WorkQueue(_SimpleQueue):
    """What waits for a worker of a pool."""

    def attend(self, number):
        self.number = number
        self.items = {}
        return self

    def put(self, item, block=True, timeout=None):
        if item is not None:
            number = self.items[id(item)] = next(item_numbers)
            emit(EventKind.Put, self.number, 0, number, 1 << 30, call(item))
        return _SimpleQueue.put(self, item)

    def get(self, block=True, timeout=None):
        try:
            item = _SimpleQueue.get(self, False)
            waited = False
        except queue.Empty:
            if not block:
                raise
            emit(EventKind.Block, self.number, Operation.Idle, -1)
            item = _SimpleQueue.get(self, True, timeout)
            waited = True
        if item is not None:
            emit(EventKind.Get, self.number, 0, self.items.pop(id(item), 0))
        elif waited:
            emit(EventKind.Pass, self.number)
        return item

    def get_nowait(self):
        return self.get(False)


def call(item):
    """A work item as the program would have written its call."""
    function = getattr(item, 'fn', None) or getattr(item, 'task', (None,))[0]
    args = getattr(item, 'args', ()) or ()
    return '%s(%s)' % (name_of(function), ', '.join(short(each, 1) for each in args))


def name_of(function):
    """Of a function, or of the one that a functools.partial calls; found without running code of the program."""
    if type(function) is partial:
        function = function.func
    kind = type(function).__name__
    return function.__name__ if kind in ('function', 'method', 'builtin_function_or_method', 'type') else 'call'


def install_base(module):
    waiters.install(module)
    original = module.Future.__init__

    @wraps(original)
    def __init__(self):
        original(self)
        at = _asker()
        if at[0] is not None:
            guard = FutureGuard(allocate_lock())
            self._condition = guard.attend(self, _create(at, _getframe(1)))
    module.Future.__init__ = __init__


def _create(at, frame):
    """A future; `frame` makes it. One that a pool makes for what is submitted stands for that task."""
    if frame.f_code.co_name != 'submit' or not frame.f_code.co_filename.startswith(_ASKED):
        return create(ObjectKind.Future, at)
    pool = frame.f_locals.get('self')
    # What map() asks for has no variable to be called after.
    item = _Item(frame.f_locals) if frame.f_back.f_code.co_filename.startswith(_ASKED[0]) else None
    if shared.KEY in getattr(pool, '__dict__', ()):
        from .processes import executors, tasks
        # Under the executor's lock: the next number is this one's.
        return tasks.create(pool.__dict__[shared.KEY], pool._queue_count + 1, at, item and executors.text(item))
    number = getattr(getattr(pool, '_work_queue', None), 'number', 0)
    return create(ObjectKind.Future, at, 0, number, item and call(item))


class _Item:
    """As a work item: the arguments of submit()."""

    def __init__(self, submitted):
        self.fn = submitted.get('fn')
        self.args = submitted.get('args')


def _asker():
    """Where the program's own file asks this package, or asyncio, for a future or a pool."""
    frame = _getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith(_ASKED):
        frame = frame.f_back
    if frame is not None and is_own(frame.f_code.co_filename):
        return frame.f_code, frame.f_lasti
    return None, 0


def install_thread(module):
    pool = module.ThreadPoolExecutor
    original = pool.__init__

    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        name = None
        if at[0] is None and self._thread_name_prefix == 'asyncio':
            at, name = _asker(), 'asyncio'  # The loop's own pool.
        if at[0] is not None and isinstance(getattr(self, '_work_queue', None), _SimpleQueue):
            self._work_queue = WorkQueue().attend(create(ObjectKind.Executor, at, 0, self._max_workers, name))
    pool.__init__ = __init__
    shutdown = pool.shutdown

    @wraps(shutdown)
    def tell_shutdown(self, *args, **kwargs):
        work = getattr(self, '_work_queue', None)
        if isinstance(work, WorkQueue) and not self._shutdown:
            emit(EventKind.State, work.number, 1)
        return shutdown(self, *args, **kwargs)
    pool.shutdown = tell_shutdown
