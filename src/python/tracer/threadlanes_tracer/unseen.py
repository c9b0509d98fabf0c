"""The tracer's own thread: whoever asks the interpreter for its threads is not told of it."""
import _thread
import sys

from . import channel
from .disguise import Builtin


def install():
    count = _thread._count
    _thread._count = Builtin(count, lambda: count() - channel.is_counted)
    for name in ('_current_frames', '_current_exceptions'):  # The second one from Python 3.10 on.
        if hasattr(sys, name):
            setattr(sys, name, _without_own(getattr(sys, name)))


def _without_own(original):
    def by_thread():
        found = original()
        if channel.is_counted:
            found.pop(channel.thread, None)
        return found
    return Builtin(original, by_thread)
