"""Where the program's own file asks multiprocessing for something."""
import os
from sys import _getframe

from ..own import constructs, is_own

# These only hand on what they are asked for.
_PASSED = tuple(os.path.join('multiprocessing', name) for name in ('context.py', 'sharedctypes.py'))


def asker(made, depth, passed=_PASSED):
    """
    The frame that asks for the object `made`, past its constructors and the files `passed`. (None, 0) if that is not the
    program's own.
    """
    frame = _getframe(depth)
    while frame is not None and (constructs(frame, made) or frame.f_code.co_filename.endswith(passed)):
        frame = frame.f_back
    if frame is not None and is_own(frame.f_code.co_filename):
        return frame.f_code, frame.f_lasti
    return None, 0
