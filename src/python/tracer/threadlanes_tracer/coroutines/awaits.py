"""What a suspended task waits for, read from the coroutines that await one another: nothing of the program is wrapped for it.

The innermost coroutine of the standard library that is known here says what kind of wait it is, and its frame at which object.
Must never change a frame, and never call code of the program.
"""
import gc
from types import AsyncGeneratorType, CoroutineType, GeneratorType

from ..own import is_own, line_of

# By code object: a function of the frame that answers a wait, or None.
_readers = {}

# Frame of a suspended function, and what that awaits.
INSIDE = {CoroutineType: ('cr_frame', 'cr_await'), GeneratorType: ('gi_frame', 'gi_yieldfrom'),
          AsyncGeneratorType: ('ag_frame', 'ag_await')}
# Built-in objects between two of them, which do not say what they await.
_BETWEEN = ('async_generator_asend', 'async_generator_athrow', 'coroutine_wrapper', 'anext_awaitable')
_DEEPEST = 200


def read_by(function, reader):
    """Coroutines of this function are read by `reader(frame)`, generator functions and code objects, too."""
    _readers[getattr(function, '__code__', function)] = reader


def frames(coroutine):
    """Frames of the functions that await one another, outermost first."""
    found = []
    while coroutine is not None and len(found) < _DEEPEST:
        names = INSIDE.get(type(coroutine))
        if names is not None:
            frame = getattr(coroutine, names[0])
            if frame is None:
                break
            found.append(frame)
            coroutine = getattr(coroutine, names[1])
        elif type(coroutine).__name__ in _BETWEEN:
            coroutine = next((each for each in gc.get_referents(coroutine) if type(each) in INSIDE), None)
        else:
            break
    return found


def place(chain):
    """Code and offset of the innermost own frame; (None, 0) if there is none."""
    for frame in reversed(chain):
        if is_own(frame.f_code.co_filename):
            return frame.f_code, max(0, frame.f_lasti)
    return None, 0


def stack(chain):
    """Lines of text, innermost first, as own.stack does for a thread."""
    return '\n'.join(line_of(frame) for frame in reversed(chain) if is_own(frame.f_code.co_filename))


def read(chain):
    """The wait that the innermost function that is known tells of; None if none does."""
    for frame in reversed(chain):
        reader = _readers.get(frame.f_code)
        if reader is not None:
            wait = reader(frame)
            if wait is not None:
                return wait
    return None
