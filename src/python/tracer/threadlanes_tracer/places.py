"""What the recorder must know of a code object: its file, and the line and column of each instruction; and how the program
calls what is made where.

Must never run code of the program.
"""
from .own import absolute, relative

# No table is longer than that: a row has to find room (segment.py).
_MOST_ENTRIES = 40000
named = set()
# Files in which something was made whose name is wanted.
makers = set()


def describe(code):
    """Table of a code object, and its file, as bytes."""
    table = list(_table(code))
    if len(table) > _MOST_ENTRIES:
        table[_MOST_ENTRIES:] = [(table[_MOST_ENTRIES][0], 0, 0)]  # What lies beyond has no line.
    entries = b''.join(value.to_bytes(4, 'little') for entry in table for value in entry)
    return len(table).to_bytes(4, 'little') + entries + relative(code.co_filename).encode('utf-8', 'replace')


def _table(code):
    """(offset, line, column) wherever line or column changes; columns start at 1, 0 is unknown."""
    last = None
    for offset, line, column in _positions(code):
        if (line, column) != last:
            last = line, column
            yield offset, line or 0, column


def _positions(code):
    if hasattr(code, 'co_positions'):
        return _exact_positions(code)
    if hasattr(code, 'co_lines'):
        return ((start, line, 0) for start, _end, line in code.co_lines())
    return _decoded_lines(code)


def _exact_positions(code):
    for index, (line, _end_line, column, _end_column) in enumerate(code.co_positions()):
        yield index * 2, line, 0 if column is None else column + 1


def _decoded_lines(code):
    """co_lnotab before Python 3.10: pairs of how far offset and line go on."""
    offset, line = 0, code.co_firstlineno
    yield offset, line, 0
    for by_offset, by_line in zip(code.co_lnotab[::2], code.co_lnotab[1::2]):
        if by_offset:
            yield offset, line, 0
        offset += by_offset
        line += by_line - 256 if by_line >= 128 else by_line
    yield offset, line, 0


def new_names():
    """Lines, columns and names of all that is made in a file, as bytes, for each file that they were not told of."""
    for filename in makers - named:
        named.add(filename)
        told = _names(filename)
        if told:
            yield told


def _names(filename):
    from .names import given_names
    try:
        with open(absolute(filename), 'rb') as file:
            found = given_names(file.read(), filename)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return b''
    text = '\n'.join('%d %d %s' % each for each in found)
    return (relative(filename) + '\n' + text).encode('utf-8', 'replace')
