"""concurrent.futures.ProcessPoolExecutor."""
from .. import shared
from ..futures import call
from ..own import maker
from ..patching import replace
from ..record import emit
from ..vocabulary import EventKind, ObjectKind
from . import pools, tasks

KEY = shared.KEY
_LAST = 1 << 30


def install(module):
    replace(module.ProcessPoolExecutor, '__init__', _init)
    replace(module.ProcessPoolExecutor, 'shutdown', _shutdown)
    replace(module, '_process_worker', _worker)


class Pending(dict):
    """Calls that are not done. The executor's lock is held when one comes in."""

    def tell(self, number):
        self.number = number
        return self

    def __setitem__(self, work, item):
        emit(EventKind.Put, self.number, 0, work + 1, _LAST, text(item))
        dict.__setitem__(self, work, item)


def text(item):
    """What map() makes of several calls is written as those."""
    inner = getattr(item.fn, 'args', ())
    if getattr(getattr(item.fn, 'func', None), '__name__', '') == '_process_chunk' and inner and type(item.args[0]) in (list, tuple):
        return pools.calls(inner[0], item.args[0])
    return call(item)


def _init(original):
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is None:
            return
        number = tasks.begin(self._call_queue)
        self.__dict__[KEY] = shared.create(number, ObjectKind.Executor, at, 0, self._max_workers)
        self._pending_work_items = self._call_queue.pending_work_items = Pending().tell(number)
    return __init__


def _shutdown(original):
    def shutdown(self, *args, **kwargs):
        number = self.__dict__.pop(KEY, None)
        if number is not None:
            emit(EventKind.State, number, 1)
        return original(self, *args, **kwargs)
    return shutdown


def _worker(original):
    from multiprocessing.reduction import ForkingPickler

    def _process_worker(call_queue, *args, **kwargs):
        number = tasks.number_of(call_queue)
        if number is None:
            return original(call_queue, *args, **kwargs)
        handed = tasks.Tasks(call_queue, number, lambda item: item.work_id + 1, ForkingPickler.loads)
        return original(handed, *args, **kwargs)
    return _process_worker
