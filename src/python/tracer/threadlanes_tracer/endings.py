"""Ways to end that the interpreter does not notice: what is recorded is sent first."""
import os
from functools import wraps

from .channel import flush


def install():
    for name in ('_exit', 'abort', 'execv', 'execve'):
        if hasattr(os, name):
            setattr(os, name, _flushing(getattr(os, name)))
    os.kill = _flushing(os.kill)


def _flushing(original):
    @wraps(original)
    def wrapper(*args):
        flush()
        return original(*args)
    return wrapper
