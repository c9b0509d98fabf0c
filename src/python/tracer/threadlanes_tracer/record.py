"""The record of events: one piece of memory that every thread appends to, in the order in which things happened.

An event is a row of 64-bit words, appended in one step that no other thread can come into: head, thread, time, code, offset.
    head    kind | info << 8 | LONG | object << 16
    thread  get_ident(), or minus the number of a lane         time  perf_counter_ns()
    code    number of the line's code object, or 0             offset  of the instruction in it
A row whose head has LONG goes on: a, b, length of a text in bytes (-1 for none), the text, zeros up to a whole word.
Whoever appends holds the operation's effect. Must never take a lock, and never run code of the program.
"""
import os
from _struct import Struct
from _thread import get_ident
from itertools import count
from sys import _getframe
from time import perf_counter_ns

from . import places
from .own import here, is_own
from .vocabulary import CODE, EventKind

LONG = 1 << 15
# Bytes that a text may have; the table of a code object may be longer.
_LONGEST = 65536
pack = Struct('=5q').pack
_pack_long = Struct('=8q').pack

object_numbers = count(1)
thread_numbers = count(1)
item_numbers = count(1)

# Code objects that were described, by their numbers, which must stay their own.
_described = {}
# Rows of a process that has no recorder yet.
early = []
_keep = early.append
# Appends a row; raises ValueError if there is no room.
write = _keep
# Modules that have a `write` of their own, which is this one.
holders = []


def _wait_for_room(_row):
    """Waits, and appends; channel.py says how."""


when_full = _wait_for_room


def use(function):
    """From now on `function` takes rows in."""
    global write
    write = function
    for module in holders:
        module.write = function


def discard():
    """From now on nothing is recorded."""
    use(_forget)


def _forget(_row):
    pass


def _begin_in_child():
    """What a parent appends to is the parent's alone. A server that others are forked from has recorded for each of them. The
    recorder knows that a child calls code objects as its parent did (recorder/places.ts)."""
    if write is not _keep:
        discard()


if hasattr(os, 'register_at_fork'):
    os.register_at_fork(after_in_child=_begin_in_child)  # Before any other module's, because this one is imported first.


def put(head):
    """A short event, at the line that the caller's caller has come to."""
    frame = _getframe(2)
    number = id(frame.f_code)
    if number not in _described:
        number = _describe(frame.f_code)
    row = pack(head, get_ident(), perf_counter_ns(), number, frame.f_lasti)
    try:  # As append, without another call.
        write(row)
    except ValueError:
        when_full(row)


def put_at(head, code, offset):
    """A short event, at an instruction of a code object; of none if that is None."""
    append(pack(head, get_ident(), perf_counter_ns(), number_of(code), offset))


def emit(kind, number=0, info=0, a=0, b=0, text=None, at=None, lane=0):
    """An event with everything that one may have; `at` is its line, by default that of the caller's innermost own frame. It is the
    calling thread's, or that of `lane`, or of the thread whose identifier is -`lane`."""
    code, offset = here(2) if at is None else at
    said = None if text is None else text.encode('utf-8', 'replace')[:_LONGEST]
    _put_long(kind | info << 8 | number << 16, -lane or get_ident(), number_of(code), offset, a, b, said)


def _put_long(head, thread, code, offset, a, b, said):
    length = -1 if said is None else len(said)
    row = _pack_long(head | LONG, thread, perf_counter_ns(), code, offset, a, b, length)
    append(row + said.ljust(length + 7 & -8, b'\0') if said else row)


def append(row):
    try:
        write(row)
    except ValueError:
        when_full(row)


def number_of(code):
    """What rows call a code object; 0 for None, and for one that is not the program's own."""
    if code is None:
        return 0
    return id(code) if id(code) in _described else _describe(code)


def _describe(code):
    """Says where the instructions of a code object are, before the first event that names it; answers its number, 0 if it is
    not the program's own."""
    if not is_own(code.co_filename):
        return 0
    _put_long(CODE, get_ident(), id(code), 0, 0, 0, places.describe(code))
    _described[id(code)] = code
    return id(code)


def create(kind, at, info=0, detail=0, name=None):
    """A new object of the record, called after the variable that it is given to if it has no name; answers its number."""
    number = next(object_numbers)
    if at[0] is not None:
        places.makers.add(at[0].co_filename)
    emit(EventKind.Create, number, info, int(kind), detail, name, at)
    return number


def nanoseconds(timeout):
    """A time-out as events say it: -1 for none."""
    return -1 if timeout is None or timeout < 0 else int(min(timeout, 9e9) * 1e9)
