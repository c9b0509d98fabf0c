"""multiprocessing.Pool: what waits for a worker, who takes it, and what the program waits for."""
import os
from _thread import get_ident
from sys import _getframe

from .. import shared
from ..futures import name_of
from ..patching import replace
from ..record import emit, nanoseconds
from ..reprs import short
from ..vocabulary import FAILED, FINISHED, EventKind, ObjectKind, Operation
from . import tasks
from .makers import asker

KEY = shared.KEY
_LAST = 1 << 30
# Attribute of a result: the number of its pool.
_POOL = '_threadlanes_pool'
_IN_POOL = os.path.join('multiprocessing', 'pool.py')
# Of one request, so many tasks are written out.
_MOST_TASKS, _MOST_PARTS = 10000, 4
# By thread: the job that it has just asked for, and how its tasks are written.
_jobs = {}
_texts = {}
# By thread: how the result of what it asks for is called, if the program does not get it to give it a name.
_names = {}


def install(module):
    pool, result, iterator = module.Pool, module.ApplyResult, module.IMapIterator
    for cls, name, make in ((pool, '__init__', _init), (pool, '_map_async', _map_async), (pool, 'imap', _imap),
                            (pool, 'imap_unordered', _imap), (pool, 'close', _shut), (pool, 'terminate', _shut),
                            (result, '__init__', _result_init), (result, 'wait', _wait), (result, '_set', _set),
                            (module.MapResult, '_set', _set_part), (iterator, '__init__', _result_init),
                            (iterator, 'next', _next), (iterator, '_set', _set_item),
                            (module.IMapUnorderedIterator, '_set', _set_item), (iterator, '_set_length', _set_item)):
        replace(cls, name, make)
    iterator.__next__ = iterator.next
    replace(module, 'worker', _worker)


def _key(job, i):
    return (job << 24) + i + 1


def _worker(original):
    from multiprocessing.reduction import ForkingPickler

    def worker(inqueue, *args, **kwargs):
        number = tasks.number_of(inqueue) if hasattr(inqueue, '_rlock') else None
        if number is None:
            return original(inqueue, *args, **kwargs)
        handed = tasks.Tasks(inqueue, number, lambda task: _key(task[0], task[1]), ForkingPickler.loads)
        return original(handed, *args, **kwargs)
    return worker


class _Requests:
    """In place of the queue of requests, from which a thread of the pool fills that of tasks."""

    def __init__(self, queue, number):
        self.queue = queue
        self.number = number

    def put(self, request):
        job, texts = _jobs.pop(get_ident(), None), _texts.pop(get_ident(), ())
        if job is not None:
            if isinstance(request[0], list):
                texts = [calls(task[2], [task[3]]) for task in request[0]]
            for i, text in enumerate(texts):
                tasks.create(self.number, _key(job, i), text=text)
                emit(EventKind.Put, self.number, 0, _key(job, i), _LAST, text)
        return self.queue.put(request)


def calls(function, rows):
    """Calls as the program would have written them."""
    said = ['%s(%s)' % (name_of(function), ', '.join(short(each, 1) for each in row)) for row in rows[:_MOST_PARTS]]
    return ', '.join(said) + (', \u2026' if len(rows) > _MOST_PARTS else '')


def _init(original):
    def __init__(self, processes=None, *args, **kwargs):
        at = asker(self, 2)
        setup = self._setup_queues
        recorded = at[0] is not None and type(self)._setup_queues.__qualname__ == 'Pool._setup_queues'
        if recorded:
            def setup_queues():
                del self._setup_queues
                setup()
                count = processes or getattr(os, 'process_cpu_count', os.cpu_count)() or 1
                number = tasks.begin(self._inqueue)
                self.__dict__[KEY] = shared.create(number, ObjectKind.Executor, at, 0, count if type(count) is int else 0)
            self._setup_queues = setup_queues
        original(self, processes, *args, **kwargs)
        if recorded:
            self._taskqueue = _Requests(self._taskqueue, self.__dict__[KEY])
    return __init__


def _shut(original):
    def shut(self):
        number = self.__dict__.pop(KEY, None)
        if number is not None:
            emit(EventKind.State, number, 1)
        return original(self)
    return shut


def _rows(iterable):
    """Items that can be looked at without running code of the program; None if they cannot."""
    return iterable[:_MOST_TASKS] if type(iterable) in (list, tuple, range) else None


def _write_tasks(function, rows, size, starred):
    arguments = rows if starred else [(row,) for row in rows]
    _texts[get_ident()] = [calls(function, arguments[at:at + size]) for at in range(0, len(arguments), size)]


def _map_async(original):
    def _map_async(self, func, iterable, mapper, chunksize=None, *args, **kwargs):
        caller = _getframe(1).f_code.co_name
        if caller in ('map', 'starmap'):
            _names[get_ident()] = '%s(%s)' % (caller, name_of(func))
        rows = _rows(iterable)
        if rows and KEY in self.__dict__:
            starred = mapper.__name__ == 'starmapstar' and all(type(row) in (tuple, list) for row in rows)
            size = chunksize or -(-len(rows) // (4 * len(self._pool)))
            _write_tasks(func, rows, size, starred)
        try:
            return original(self, func, iterable, mapper, chunksize, *args, **kwargs)
        finally:
            _names.pop(get_ident(), None)
            _texts.pop(get_ident(), None)
    return _map_async


def _imap(original):
    def imap(self, func, iterable, chunksize=1):
        rows = _rows(iterable)
        if rows and KEY in self.__dict__ and type(chunksize) is int and chunksize > 0:
            _write_tasks(func, rows, chunksize, False)
        try:
            return original(self, func, iterable, chunksize)
        finally:
            _texts.pop(get_ident(), None)
    return imap


def _result_init(original):
    def __init__(self, pool, *args, **kwargs):
        original(self, pool, *args, **kwargs)
        if KEY not in pool.__dict__:
            return
        _jobs[get_ident()] = self._job
        self.__dict__[_POOL] = pool.__dict__[KEY]
        at = asker(self, 2, _IN_POOL)
        if at[0] is not None and KEY not in self.__dict__:
            self.__dict__[KEY] = shared.create(shared.fresh(), ObjectKind.Future, at, text=_names.get(get_ident()))
    return __init__


def _waiting(self, is_ready, timeout, wait):
    """Waits for a result."""
    number = self.__dict__.get(KEY)
    if number is None or is_ready():
        return wait()
    emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout))
    ready = False
    try:
        result = wait()
        ready = True
        return result
    finally:
        emit(EventKind.Pass if ready and is_ready() else EventKind.TimedOut, number)


def _wait(original):
    def wait(self, timeout=None):
        return _waiting(self, self._event.is_set, timeout, lambda: original(self, timeout))
    return wait


def _next(original):
    def next(self, timeout=None):
        taken = []

        def is_ready():
            return taken or self._items or self._index == self._length

        def take():
            taken.append(original(self, timeout))
            return taken[0]
        return _waiting(self, is_ready, timeout, take)
    return next


def _tell_task(self, i, success):
    if _POOL in self.__dict__ and type(i) is int:
        tasks.over(self.__dict__[_POOL], _key(self._job, i), FINISHED if success else FAILED)


def _tell_done(self, success):
    number = self.__dict__.get(KEY)
    if number is not None:
        emit(EventKind.State, number, FINISHED if success else FAILED, at=(None, 0))


def _set(original):
    def _set(self, i, obj):
        _tell_task(self, i, obj[0])
        _tell_done(self, obj[0])
        return original(self, i, obj)
    return _set


def _set_part(original):
    def _set(self, i, success_result):
        _tell_task(self, i, success_result[0])
        if self._number_left == 1:
            _tell_done(self, self._success and success_result[0])
        return original(self, i, success_result)
    return _set


def _set_item(original):
    def _set(self, i, *args):
        if args:
            _tell_task(self, i, args[0][0])
        result = original(self, i, *args)
        if self._index == self._length:
            _tell_done(self, True)
        return result
    return _set
