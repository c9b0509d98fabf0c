"""Stand-ins that look like what they stand for."""
from functools import update_wrapper


class Builtin:
    """A function in Python in place of one in C: like that it does not become a method of a class that keeps it."""

    def __init__(self, original, function):
        update_wrapper(self, original, updated=())
        self._function = function

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)

    def __repr__(self):
        return repr(self.__wrapped__)

    def __reduce__(self):
        return self.__wrapped__.__reduce__()


def pass_for(cls, original):
    """Gives a class the name, module and words of the one that it stands for."""
    cls.__name__ = original.__name__
    cls.__qualname__ = original.__qualname__
    cls.__module__ = original.__module__
    cls.__doc__ = original.__doc__
