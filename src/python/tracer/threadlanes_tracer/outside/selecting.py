"""select, poll, epoll and kqueue on the program's own lines, and selectors that it makes: how long they wait for any of many
sockets, how many were looked at, and which are ready.

The objects are written in C: those that the program makes are stand-ins, which hand on whatever is asked of them.
"""
import select
from functools import wraps
from sys import _getframe

from ..disguise import Builtin
from ..own import here, is_own, maker
from ..record import create, emit, item_numbers
from ..reprs import short
from ..vocabulary import EventKind, ObjectKind, Operation
from .sockets import known, waiting

_KEY = '_threadlanes'
_MOST_NAMED = 20
# Counted without running code of the program.
_COUNTED = (list, tuple, set, frozenset, dict)
# Numbers of what functions are drawn as, by the function's name: they have no objects of their own.
_functions = {}


def install(_module):
    select.select = Builtin(select.select, _telling_select(select.select))
    for name in ('poll', 'devpoll', 'epoll', 'kqueue'):
        original = getattr(select, name, None)
        if isinstance(original, type):
            setattr(select, name, _class_for(original))  # isinstance and its functions stay as they are.
        elif original is not None:
            setattr(select, name, Builtin(original, _maker_for(original)))


def _telling_select(original):
    def select(*args, **kwargs):
        frame = _getframe(2)  # Past the stand-in for the function.
        if len(args) < 3 or kwargs or not is_own(frame.f_code.co_filename):
            return original(*args, **kwargs)
        at = frame.f_code, frame.f_lasti
        count = sum(len(each) for each in args[:3] if type(each) in _COUNTED)
        number = function('select')
        with waiting(number, Operation.Select, args[3] if len(args) > 3 else None, at):
            ready = original(*args)
        examined(number, count, [_name(each) for found in ready for each in found], at)
        return ready
    return select


def function(name):
    """The number of what a function that waits for any of several is drawn as."""
    if name not in _functions:
        _functions[name] = create(ObjectKind.Selector, (None, 0), 0, 0, name)
    return _functions[name]


def examined(number, count, ready, at):
    names = ready[:_MOST_NAMED] + ['\u2026'] * (len(ready) > _MOST_NAMED)
    emit(EventKind.Examine, number, 0, count, len(ready), ' '.join(names), at)


def _name(watched):
    """A socket by its number, which the recorder replaces by that of the run."""
    number = known(watched)
    return 'fd %s' % watched if type(watched) is int else '#%d' % number if number is not None else short(watched)


class _Poller:
    """In place of an object that watches many descriptors."""

    def __new__(cls, raw=None, _at=None):
        if raw is None:
            raise TypeError("cannot create '%s.%s' instances" % (cls.__module__, cls.__name__))
        return object.__new__(cls)

    def __init__(self, raw, at):
        self._raw = raw
        self._number = create(ObjectKind.Selector, at)
        self._names = {}
        self._items = {}

    @property
    def __class__(self):
        return type(self._raw)

    def __getattr__(self, name):
        return getattr(self._raw, name)

    def __enter__(self):
        self._raw.__enter__()
        return self

    def __exit__(self, *exception):
        return self._raw.__exit__(*exception)

    def register(self, watched, *args, **kwargs):
        answer = self._raw.register(watched, *args, **kwargs)
        number = watched if type(watched) is int else watched.fileno()
        self._names[number] = _name(watched)
        if number not in self._items:  # poll may be told of one again.
            _registered(self._number, self._items, number, 'fd %d' % number)
        return answer

    def unregister(self, watched):
        number = watched if type(watched) is int else watched.fileno()
        answer = self._raw.unregister(watched)
        self._names.pop(number, None)
        _unregistered(self._number, self._items, number)
        return answer

    def poll(self, *args, **kwargs):
        at = here(1)
        timeout = args[0] if args else kwargs.get('timeout')
        seconds = timeout if type(timeout) in (int, float) and timeout >= 0 else None
        if seconds is not None and type(self._raw).__name__ != 'epoll':
            seconds /= 1000
        with waiting(self._number, Operation.Select, seconds, at):
            ready = self._raw.poll(*args, **kwargs)
        count = len(ready) if type(self._raw).__name__ == 'epoll' else len(self._names)
        examined(self._number, count, [self._names.get(fd, 'fd %d' % fd) for fd, _ in ready], at)
        return ready


def _class_of(original):
    """The class of stand-ins for objects of a class: one that looks like it."""
    if original not in _classes:
        _classes[original] = type(original.__name__, (_Poller,), {'__module__': original.__module__})
    return _classes[original]


_classes = {}


def _maker_for(original):
    def make(*args, **kwargs):
        at = maker(None, 2)
        raw = original(*args, **kwargs)
        return raw if at[0] is None else _class_of(type(raw))(raw, at)
    return make


def _class_for(original):
    """A class in place of one that cannot be inherited from."""
    class Meta(type):
        def __instancecheck__(cls, instance):
            return isinstance(instance, original)

        def __call__(cls, *args, **kwargs):
            return make(*args, **kwargs)

        def __getattr__(cls, name):
            return getattr(original, name)

        def __repr__(cls):
            return repr(original)
    make = _maker_for(original)
    return Meta(original.__name__, (), {'__doc__': original.__doc__, '__module__': original.__module__})


def install_selectors(module):
    for cls in set(_classes_of(module)):  # One of them is there under two names.
        if issubclass(cls, module.BaseSelector) and 'select' in vars(cls) and cls is not module.BaseSelector:
            cls.select = _telling(cls.select)
    base = module._BaseSelectorImpl
    base.__init__ = _recording(base.__init__)
    base.register, base.unregister = _registering(base.register), _unregistering(base.unregister)


def _classes_of(module):
    return [value for value in vars(module).values() if isinstance(value, type)]


def _registered(selector, items, fd, text):
    items[fd] = next(item_numbers)
    emit(EventKind.Put, selector, 0, items[fd], len(items) - 1, text)


def _unregistered(selector, items, fd):
    if fd in items:
        emit(EventKind.Get, selector, 0, items.pop(fd))


def _recording(original):
    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = maker(self, 2)
        if at[0] is not None:
            self.__dict__[_KEY] = create(ObjectKind.Selector, at), {}
    return __init__


def _registering(original):
    @wraps(original)
    def register(self, fileobj, events, data=None):
        key = original(self, fileobj, events, data)
        if _KEY in self.__dict__:
            number, items = self.__dict__[_KEY]
            _registered(number, items, key.fd, 'fd %d' % key.fd if data is None else 'fd %d: %s' % (key.fd, short(data)))
        return key
    return register


def _unregistering(original):
    @wraps(original)
    def unregister(self, fileobj):
        key = original(self, fileobj)
        number, items = self.__dict__.get(_KEY, (0, {}))
        _unregistered(number, items, key.fd)
        return key
    return unregister


def _telling(original):
    @wraps(original)
    def select(self, timeout=None):
        number, items = self.__dict__.get(_KEY, (0, {}))
        if number == 0:
            return original(self, timeout)
        at = here(1)
        with waiting(number, Operation.Select, timeout, at):
            ready = original(self, timeout)
        count = len(ready) if type(self).__name__ in ('EpollSelector', 'KqueueSelector') else len(items)
        examined(number, count, [_name(key.fileobj) for key, _ in ready], at)
        return ready
    return select
