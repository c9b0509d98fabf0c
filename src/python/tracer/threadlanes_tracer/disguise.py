"""Stand-ins that look like what they stand for."""
import sys

_NAMES = ('__module__', '__name__', '__qualname__', '__doc__')


def like(original, stand_in):
    """Gives a stand-in the names of a function in C; answers it. As functools.wraps, which would cost a program without
    concurrency two milliseconds more to start."""
    for name in _NAMES:
        setattr(stand_in, name, getattr(original, name, None))
    stand_in.__wrapped__ = original
    return stand_in


class Builtin:
    """A function in Python in place of one in C: like that it does not become a method of a class that keeps it."""

    def __init__(self, original, function):
        like(original, self)
        self._function = function

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)

    def __repr__(self):
        return repr(self.__wrapped__)

    def __reduce__(self):
        name, module = self.__wrapped__.__name__, sys.modules.get(self.__wrapped__.__module__)
        return name if getattr(module, name, None) is self else sent_as(self.__wrapped__)


def sent_as(original):
    """For pickle: who unpickles it gets the original, and need not know the tracer."""
    from operator import getitem
    return getitem, ((original,), 0)


def pass_for(cls, original):
    """Gives a class the name, module and words of the one that it stands for."""
    cls.__name__ = original.__name__
    cls.__qualname__ = original.__qualname__
    cls.__module__ = original.__module__
    cls.__doc__ = original.__doc__
