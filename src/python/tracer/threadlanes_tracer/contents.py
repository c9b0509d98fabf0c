"""What is in a queue: numbers of its items, and where each stands in the order of removal.

Must never compare items of the program's own classes.
"""
from collections import deque

from .record import emit, item_numbers
from .reprs import short
from .vocabulary import EventKind

FIFO, LIFO, PRIORITY = 0, 1, 2
_NUMBERS = (int, float)


class Contents:
    """Numbers of the items that are in a queue, found by the items' identity."""

    def __init__(self, number, order):
        self.number = number
        self.order = order
        self.numbers = {}
        self.waiting = set()

    def put(self, item, place):
        number = next(item_numbers)
        self.numbers.setdefault(id(item), deque()).append(number)
        emit(EventKind.Put, self.number, 0, number, place, short(item))

    def got(self, item):
        numbers = self.numbers.get(id(item))
        if not numbers:
            return
        number = numbers.pop() if self.order == LIFO else numbers.popleft()
        if not numbers:
            del self.numbers[id(item)]
        emit(EventKind.Get, self.number, 0, number)


def place_of(item, order, inside):
    """Where in the order of removal an item will stand, before it is put; `inside` is what the queue keeps its items in."""
    if order == LIFO:
        return 0
    if order == FIFO or not _is_known(item):
        return len(inside)
    key = _key(item)
    return sum(1 for other in list(inside) if _is_known(other) and _key(other) <= key)


def _is_known(item):
    """Whether an item's place can be told without calling code of the program."""
    return type(item) in _NUMBERS or type(item) is tuple and len(item) > 0 and type(item[0]) in _NUMBERS


def _key(item):
    return item[0] if type(item) is tuple else item
