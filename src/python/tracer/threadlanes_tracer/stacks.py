"""Where every thread is, when the recorder asks."""
import sys

from . import record
from .own import stack
from .vocabulary import EventKind


def answer(_command):
    """One event a thread, in that thread's name."""
    for thread, frame in sys._current_frames().items():
        text = stack(frame)
        if text:
            code, offset = None, 0
            record.extend((EventKind.Stack | record.LONG, thread, record.perf_counter_ns(), code, offset,
                           0, 0, record.keep(text), None, 0))
