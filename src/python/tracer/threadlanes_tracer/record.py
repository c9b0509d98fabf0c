"""The record of events: one list that every thread appends to, in the order in which things happened.

An event is five values, appended in one step that no other thread can come into: head, thread, time, code, offset.
    head    kind | info << 8 | LONG | object << 16
    thread  get_ident(), or minus the number of a lane         time  perf_counter_ns()
    code    code object of the line, or None        offset  of the instruction in it
A head with LONG has five more: a, b, number of a text (0 for none), None, 0.
Whoever appends holds the operation's effect. Must never take a lock, and never run code of the program.
"""
from _thread import get_ident
from itertools import count
from time import perf_counter_ns

from .own import here

LONG = 1 << 15
WIDTH = 5

rows = []
texts = {}
_text_numbers = count(1)
object_numbers = count(1)
thread_numbers = count(1)
item_numbers = count(1)

# Modules whose `extend` is exchanged when events are to be held back or are not wanted any more.
holders = []
extend = rows.extend


def use(function):
    """From now on `function` takes events in."""
    global extend
    extend = function
    for module in holders:
        module.extend = function


def discard():
    """From now on nothing is recorded."""
    use(_forget)


def _forget(_row):
    pass


def emit(kind, number=0, info=0, a=0, b=0, text=None, at=None, lane=0):
    """An event with everything that one may have; `at` is its line, by default that of the caller's innermost own frame. It is the
    calling thread's, or that of `lane`."""
    code, offset = here(2) if at is None else at
    extend((kind | info << 8 | LONG | number << 16, -lane or get_ident(), perf_counter_ns(), code, offset,
            a, b, 0 if text is None else keep(text), None, 0))


def keep(text):
    """Keeps a text for the next block, and answers its number."""
    number = next(_text_numbers)
    texts[number] = text
    return number


def nanoseconds(timeout):
    """A time-out as events say it: -1 for none."""
    return -1 if timeout is None or timeout < 0 else int(min(timeout, 9e9) * 1e9)
