"""What the program prints, line by line, by the thread that printed it.

Must never keep the text from where it goes.
"""
import sys
from _thread import get_ident

from .record import emit
from .vocabulary import EventKind

# 4 million characters of output are recorded, then no more: nobody reads on.
_left = 4000000
_LONGEST_LINE = 8000
_begun = {}
_stream = _patch = None


def install():
    global _stream, _patch
    _stream = sys.stdout
    if _stream is not None and hasattr(_stream, '__dict__'):
        _stream.write = _patch = _telling(_stream.write)


def _telling(write):
    def write_and_tell(text):
        written = write(text)
        if type(text) is str:
            _tell(text)
        return written
    return write_and_tell


def _tell(text):
    global _left
    if _left <= 0:
        return
    thread = get_ident()
    if '\n' not in text:
        _begun[thread] = (_begun.get(thread, '') + text)[:_LONGEST_LINE]
        return
    first, *others = text.split('\n')
    lines = [_begun.pop(thread, '') + first] + others
    last = lines.pop()
    if last:
        _begun[thread] = last[:_LONGEST_LINE]
    for line in lines:
        if _left <= 0:
            break
        _left -= len(line) + 1
        emit(EventKind.Print, 0, 0, 0, 0, line[:_LONGEST_LINE])
    if _left <= 0:
        emit(EventKind.Print, 0, 0, 0, 0, '\u2026 more is printed than is recorded')
        if _stream.__dict__.get('write') is _patch:
            del _stream.write  # From now on printing costs what it costs without.


def end():
    """Lines that were begun and not ended."""
    for text in [_begun.pop(thread) for thread in list(_begun)]:
        emit(EventKind.Print, 0, 0, 0, 0, text)
