"""Numbers of what several processes have in common: whoever knows the same text of a thing knows its number."""
import os
from itertools import count

from . import places
from .record import emit
from .vocabulary import EventKind

# From here on numbers mean the same in every process. They fit beside an event's kind, and the recorder can hold them exactly.
FIRST = 1 << 46
# The largest prime below 2**44: of a thousand things, two have the same number once in 35 million runs.
_PRIME = (1 << 44) - 17
# Attribute of what is recorded: its number.
KEY = '_threadlanes'
_made = count(1)


def number(text):
    return FIRST + int.from_bytes(text.encode(), 'little') % _PRIME


def fresh():
    """For what carries its number itself, to wherever it is sent."""
    return number('%d made by %d' % (next(_made), os.getpid()))


def create(own, kind, at, info=0, detail=0, text=None):
    """A new object of that number."""
    if at[0] is not None:
        places.makers.add(at[0].co_filename)
    emit(EventKind.Create, own, info, int(kind), detail, text, at)
    return own
