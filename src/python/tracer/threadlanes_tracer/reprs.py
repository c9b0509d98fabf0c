"""Short texts of values, for what is in a queue. Must never call code of the program: only built-in values are written out."""

_MOST = 60
_PLAIN = (int, float, complex, bool, type(None), str, bytes)
_FUNCTIONS = (type(lambda: 0), type(len))
# False: values stay out of the record.
are_shown = True


def short(value, depth=0):
    """At most 60 characters."""
    if not are_shown:
        return '\u2026'
    text = _write(value, depth)
    return text if len(text) <= _MOST else text[:_MOST - 1] + '\u2026'


def _write(value, depth):
    kind = type(value)
    if kind is int and value.bit_length() > 4000:
        return '<int of %d bits>' % value.bit_length()
    if kind is str or kind is bytes:
        return repr(value[:_MOST])
    if kind in _PLAIN:
        return repr(value)
    if kind in _FUNCTIONS:
        return value.__name__ + '()'
    if depth < 2 and (kind is tuple or kind is list):
        inside = ', '.join(short(each, depth + 1) for each in list(value[:8]))
        more = ', \u2026' if len(value) > 8 else ''
        opened, closed = ('(', ',)' if len(value) == 1 else ')') if kind is tuple else '[]'
        return opened + inside + more + closed
    if depth < 2 and kind is dict:
        pairs = [short(key, depth + 1) + ': ' + short(value[key], depth + 1) for key in list(value)[:8]
                 if type(key) in _PLAIN and key in value]
        return '{' + ', '.join(pairs) + '}'
    return '<%s>' % type.__dict__['__name__'].__get__(kind)
