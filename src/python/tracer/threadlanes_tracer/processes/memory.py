"""multiprocessing's Value and Array: cells that are the same in every process, each with its lock. An access is told while that
is held.
"""
from array import array

from .. import shared
from ..patching import replace
from ..record import emit
from ..reprs import short
from ..vocabulary import EventKind, ObjectKind
from .makers import asker

KEY = shared.KEY
NUMBER, TEXT = 1, 2
# Elements of an array that are cells of their own; of one access to several of them.
_MOST, _MOST_AT_ONCE = 4096, 64


def install(module):
    replace(module.SynchronizedBase, '__init__', _init)
    module.Synchronized.value = _value(module.Synchronized.value)
    replace(module.SynchronizedArray, '__getitem__', _getitem)
    replace(module.SynchronizedArray, '__setitem__', _setitem)


def tell(kind, number, value, element=0):
    """`element`: 0 for the object itself, n for the n-th element of an array."""
    if type(value) in (int, float, bool) and -(1 << 53) <= value <= 1 << 53:
        emit(kind, number, NUMBER, array('q', array('d', (value,)).tobytes())[0], element)
    else:
        emit(kind, number, TEXT, 0, element, short(value))


def _init(original):
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        lock = getattr(self._lock, '__dict__', {}).get(KEY)
        wrapper = getattr(self._obj, '_wrapper', None)
        if lock is None or wrapper is None:
            return
        (_arena, start, _stop), _size = wrapper._state
        number = shared.number('cells at %d under %d' % (start, lock.number))
        at = asker(self, 2)
        if hasattr(self._obj, '_length_'):
            _begin_array(self, number, at)
        elif hasattr(self._obj, 'value'):
            self.__dict__[KEY] = number
            if at[0] is not None:
                shared.create(number, ObjectKind.Shared, at)
                tell(EventKind.Write, number, self._obj.value)
    return __init__


def _begin_array(self, number, at):
    length = len(self._obj)
    if 0 < length <= _MOST:
        self.__dict__[KEY] = number
        if at[0] is not None:
            shared.create(number, ObjectKind.SharedArray, at, 0, length)


def _value(original):
    def get(self):
        number = self.__dict__.get(KEY)
        if number is None:
            return original.fget(self)
        self.acquire()
        try:
            value = self._obj.value
            tell(EventKind.Read, number, value)
            return value
        finally:
            self.release()

    def set(self, value):
        number = self.__dict__.get(KEY)
        if number is None:
            return original.fset(self, value)
        self.acquire()
        try:
            self._obj.value = value
            tell(EventKind.Write, number, self._obj.value)
        finally:
            self.release()
    return property(get, set)


def _tell_elements(kind, self, i):
    number, cells = self.__dict__[KEY], self._obj
    if isinstance(i, slice):
        for at in list(range(*i.indices(len(cells))))[:_MOST_AT_ONCE]:
            tell(kind, number, cells[at], at + 1)
    else:
        at = i.__index__()
        tell(kind, number, cells[at], (at if at >= 0 else at + len(cells)) + 1)


def _getitem(original):
    def __getitem__(self, i):
        if self.__dict__.get(KEY) is None:
            return original(self, i)
        with self:
            value = self._obj[i]
            _tell_elements(EventKind.Read, self, i)
            return value
    return __getitem__


def _setitem(original):
    def __setitem__(self, i, value):
        if self.__dict__.get(KEY) is None:
            return original(self, i, value)
        with self:
            self._obj[i] = value
            _tell_elements(EventKind.Write, self, i)
    return __setitem__
