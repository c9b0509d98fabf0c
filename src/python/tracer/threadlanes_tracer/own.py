"""Which files are the program's own, and where in them a thread is.

Own is what is neither the standard library's nor an installed package's nor the tracer's; a script that lies in such a
folder makes that folder its own. Must never touch a file.
"""
import os
from sys import _getframe

_separators = os.sep + (os.altsep or '')
tracer = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_library = os.path.dirname(os.path.abspath(os.__file__))
_between_processes = (os.path.join(_library, 'multiprocessing', ''), os.path.join(_library, 'concurrent', 'futures', 'process.py'))
_packages = ('site-packages', 'dist-packages')
_own = {}
# Below this frame a stack is another process's.
_bottom = os.path.join(tracer, 'threadlanes_tracer', 'processes', 'bottom.py')
_root = ''
_start = os.getcwd()


def begin(script):
    """The folder of the script is the program's own."""
    global _root
    _root = os.path.dirname(absolute(script))


def root():
    """That folder, and the one that the program was started in; for another process of the same program."""
    return _root, _start


def begin_in(folders):
    global _root, _start
    _root, _start = folders
    _own.clear()


def absolute(name):
    """The path that a code object's file name means: relative ones are meant from where the program was started."""
    return os.path.normpath(os.path.join(_start, name))


def is_own(name):
    """Whether a code object's file name is one of the program's own files."""
    try:
        return _own[name]
    except KeyError:
        _own[name] = own = _decide(name)
        return own


def _decide(name):
    if not name or name.startswith('<'):
        return False
    path = absolute(name)
    if _within(path, tracer):
        return False
    below_root = _within(path, _root)
    if _within(path, _library):
        return below_root and _within(_root, _library)
    if any(part in _packages for part in path.split(os.sep)):
        return below_root and any(part in _packages for part in _root.split(os.sep))
    return True


def is_tracer(name):
    """Whether a code object's file name is one of the tracer's."""
    return name.startswith(tracer)


def _within(path, folder):
    return path.startswith(folder) and (len(path) == len(folder) or path[len(folder)] in _separators)


def is_behind_the_scenes(frame):
    """Whether code runs that moves things between processes, and is of no interest by itself."""
    return frame is not None and frame.f_code.co_filename.startswith(_between_processes)


def here(depth):
    """Code and offset of the innermost own frame, `depth` frames up or further; (None, 0) if there is none."""
    frame = _getframe(depth)
    while frame is not None:
        name = frame.f_code.co_filename
        if is_own(name):
            return frame.f_code, frame.f_lasti
        if name == _bottom:
            break
        frame = frame.f_back
    return None, 0


def made_by(made, depth):
    """The frame that calls an object's class, past its constructors."""
    frame = _getframe(depth)
    while frame is not None and constructs(frame, made):
        frame = frame.f_back
    return frame


def maker(made, depth):
    """Where an object is made: code and offset of that frame. (None, 0) if it is not own."""
    frame = made_by(made, depth + 1)
    if frame is not None and is_own(frame.f_code.co_filename):
        return frame.f_code, frame.f_lasti
    return None, 0


def asker(made, depth, inside):
    """As maker, for what the program also asks functions of the library's files `inside` for."""
    frame = _getframe(depth)
    while frame is not None and (frame.f_code.co_filename in inside or constructs(frame, made)):
        frame = frame.f_back
    if frame is not None and is_own(frame.f_code.co_filename):
        return frame.f_code, frame.f_lasti
    return None, 0


def constructs(frame, made):
    """Whether a frame is one of the object's constructors, or of the tracer."""
    code = frame.f_code
    if code.co_name != '__init__' or code.co_argcount == 0:
        return code.co_filename.startswith(tracer)
    return frame.f_locals.get(code.co_varnames[0]) is made


def place(traceback):
    """Code and offset of the innermost own frame that an exception went through."""
    found = None, 0
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if is_own(code.co_filename):
            found = code, traceback.tb_lasti
        traceback = traceback.tb_next
    return found


def stack(frame):
    """Lines of text, innermost first: the own frames of a thread."""
    lines = []
    while frame is not None and len(lines) < 50:
        code = frame.f_code
        if code.co_filename == _bottom:
            break
        if is_own(code.co_filename):
            lines.append(line_of(frame))
        frame = frame.f_back
    return '\n'.join(lines)


def line_of(frame):
    """A frame as a line of text."""
    code = frame.f_code
    return '%s:%d %s' % (relative(code.co_filename), frame.f_lineno, code.co_name)


def relative(name):
    """A file as the trace calls it: from the folder of the script, with forward slashes."""
    path = absolute(name)
    try:
        path = os.path.relpath(path, _root)
    except ValueError:
        pass  # Another drive of Windows.
    return path.replace(os.sep, '/')
