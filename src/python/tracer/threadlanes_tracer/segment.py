"""The memory that rows are appended to, filled from its beginning to its end again and again.

It is that of a file which the recorder has open: whatever ends this process, even SIGKILL in the middle of a function of C, what
was appended is read after that (recorder/segment.ts says why it is whole). Where there can be no file, it is only memory.
Layout: a word with the generation, which counts how often it was filled; then rows; then zeros, which are no row.
"""
import os
import sys

import mmap

from . import record

_SIZE = 1 << 21
_HEAD = 8
# The program gets the low descriptors that it would have had.
_FIRST_DESCRIPTOR = 500
# Segments of the processes that this one was forked from: to unmap them would close descriptors that may be the program's by now.
_former = []


class Segment:
    """Everything but `write` is called by one thread at a time."""

    def __init__(self, folder):
        self.name, self._memory = _shared(folder)
        self._memory.seek(_HEAD)
        self._generation = 0
        self._sent = _HEAD
        # No row lies behind that.
        self._end = _SIZE
        _former.append(self._memory)
        # One call of C: nobody comes in between the place of a row and its bytes, as long as there is a lock of the interpreter.
        self.write = self._memory.write if _has_interpreter_lock() else _one_by_one(self._memory.write)

    def has_grown(self):
        return min(self._memory.tell(), self._end) > self._sent

    def take(self):
        """Generation, place and rows of what was appended since the last time, as bytes."""
        begin, end = self._sent, min(self._memory.tell(), self._end)
        self._sent = end
        return self._generation.to_bytes(4, 'little') + begin.to_bytes(4, 'little') + self._memory[begin:end]

    def is_half_full(self):
        """Until then there is room for any row: none is longer than 512 kB (places.py)."""
        return self._memory.tell() > _SIZE >> 1

    def close_up(self):
        """From now on there is no room. The rest stays as it is: zeros."""
        while True:
            end = self._memory.tell()
            try:
                self._memory.write(bytes(_SIZE - end))
                break
            except ValueError:
                pass  # Somebody has appended a row meanwhile.
        self._end = end

    def begin_again(self):
        """After close_up, and after all was taken. Whoever reads this meanwhile finds no rows behind what was taken."""
        self._memory[_HEAD:self._end] = bytes(self._end - _HEAD)
        self._end = _SIZE
        self._generation += 1
        self._memory[:_HEAD] = self._generation.to_bytes(_HEAD, 'little')
        self._sent = _HEAD
        self._memory.seek(_HEAD)  # From here on there is room again.


def _has_interpreter_lock():
    return getattr(sys, '_is_gil_enabled', lambda: True)()


def _one_by_one(write):
    from _thread import allocate_lock
    lock = allocate_lock()

    def write_alone(row):
        with lock:
            return write(row)
    return write_alone


def _shared(folder):
    """Name of the file, '' for none, and memory of this size."""
    name = '%d-%d' % (os.getpid(), record.perf_counter_ns())
    path = os.path.join(folder, name)
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return '', mmap.mmap(-1, _SIZE)
    try:
        # Zeros, not a hole: if the disk is full, it is so now.
        if os.write(number, bytes(_SIZE)) == _SIZE:
            return name, _map(number)
    except OSError:
        pass
    finally:
        os.close(number)
    os.unlink(path)
    return '', mmap.mmap(-1, _SIZE)


def _map(number):
    if sys.version_info >= (3, 13):
        return mmap.mmap(number, _SIZE, trackfd=False)
    # Older ones keep a copy of the descriptor, with the lowest number that is free.
    taken = []
    try:
        while not taken or taken[-1] < _FIRST_DESCRIPTOR:
            taken.append(os.dup(number))
    except OSError:
        pass  # There are not so many.
    if taken:
        os.close(taken.pop())
    try:
        return mmap.mmap(number, _SIZE)
    finally:
        for each in taken:
            os.close(each)
