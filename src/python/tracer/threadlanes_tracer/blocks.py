"""What is recorded, as frames: a block of events, before it the code objects, names and texts that they are the first to name.

Must never take more rows than are there when it begins, so that it ends.
"""
from _struct import pack

from . import places, record, wire

_known = set()


def forget():
    """In a child of a fork: the recorder knows nothing of it."""
    del record.rows[:]
    record.texts.clear()
    _known.clear()
    places.forget()


def send():
    """Sends all that is there, and answers how many events that were. Whoever calls this may write to the wire."""
    rows = record.rows
    length = len(rows)
    chunk = rows[:length]
    del rows[:length]
    # After the rows, so that the texts of all of them are there.
    texts, numbers = record.texts, list(record.texts)
    codes = chunk[3::record.WIDTH]
    ids = list(map(id, codes))
    chunk[3::record.WIDTH] = ids
    if not places.makers <= places.named:
        for names in places.new_names():
            wire.write(wire.NAMES, names)
    new = set(ids) - _known
    if new:
        _known.update(new)
        _describe(dict(zip(ids, codes)), new)
    if numbers:
        wire.write(wire.TEXTS, b''.join(_text(number, texts.pop(number)) for number in numbers))
    wire.write(wire.EVENTS, pack('%dq' % length, *chunk))  # An array of them takes twice as long.
    return length // record.WIDTH


def _describe(codes, new):
    for number in new:
        wire.write(wire.CODE, places.describe(number, codes[number]))


def _text(number, text):
    data = text.encode('utf-8', 'replace')
    return number.to_bytes(4, 'little') + len(data).to_bytes(4, 'little') + data
