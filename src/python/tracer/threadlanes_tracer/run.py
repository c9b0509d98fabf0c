"""Connects to the recorder, patches, and runs the script as the interpreter would have done. Imports as little as it can: what a
program does not use, threading among it, is neither imported nor patched.

Must never be seen by the script: path, arguments, environment, ``__main__`` and tracebacks are as without it.
"""
import os
import sys


def run(arguments):
    # The launcher says everything in one variable, which the program does not get to see.
    port, token, contents, folder, own_argv = os.environ.pop('THREADLANES_TRACER').split('\n')
    script = arguments[0]
    from . import own, reprs
    reprs.are_shown = contents == 'shown'
    own.begin(script)
    _connect(int(port), token, folder)
    sys.argv[:] = arguments
    if hasattr(sys, 'orig_argv'):
        start = sys.orig_argv.index(own_argv) if own_argv in sys.orig_argv else 1
        sys.orig_argv[start:start + 1] = []
    sys.path[0] = os.path.dirname(os.path.realpath(script)) if script else ''
    _run_script(script)


def _connect(port, token, folder):
    from . import channel, stacks
    channel.open(('127.0.0.1', port), token.encode(), folder, stacks.answer)
    patch()


def patch():
    """Before the program's own imports."""
    from . import children, endings, forks, importing, output, sleeping, unseen
    sleeping.install()
    output.install()
    endings.install()
    forks.install()
    children.install()
    unseen.install()
    importing.patch_on_import({
        'threading': _patch_threading,
        'queue': _later('queues', 'install'),
        'signal': _later('endings', 'install_signal'),
        'greenlet': _later('green.greenlets', 'install'),
        'gevent': _later('green.gevents', 'install'),
        'concurrent.futures._base': _later('futures', 'install_base'),
        'concurrent.futures.thread': _later('futures', 'install_thread'),
        'asyncio': _later('coroutines.eventloops', 'install'),
        'multiprocessing.process': _later('processes.process', 'install'),
        'multiprocessing.popen_fork': _later('processes.process', 'install_popen'),
        'multiprocessing.popen_forkserver': _later('processes.process', 'install_popen'),
        'multiprocessing.spawn': _later('processes.spawning', 'install'),
        'multiprocessing.util': _later('processes.spawning', 'install_start'),
        'multiprocessing.synchronize': _later('processes.semlocks', 'install'),
        'multiprocessing.queues': _later('processes.queues', 'install'),
        'multiprocessing.connection': _later('processes.pipes', 'install'),
        'multiprocessing.sharedctypes': _later('processes.memory', 'install'),
        'multiprocessing.pool': _later('processes.pools', 'install'),
        'concurrent.futures.process': _later('processes.executors', 'install'),
        'multiprocessing.managers': _later('processes.managers', 'install'),
        'traceback': _later('processes.process', 'install_traceback'),
        'socket': _later('outside.sockets', 'install'),
        'select': _later('outside.selecting', 'install'),
        'selectors': _later('outside.selecting', 'install_selectors'),
        'subprocess': _later('outside.childprocesses', 'install'),
    })
    import atexit
    atexit.register(endings.end)


def _patch_threading(_module):
    from . import conditions, guards, locks, rlocks, threads
    for each in locks, rlocks, conditions, guards, threads:
        each.install()


def _later(name, function):
    """A module of the tracer that is needed only if the program imports what it patches."""
    def patch(module):
        full = __package__ + '.' + name
        __import__(full)
        getattr(sys.modules[full], function)(module)
    return patch


def _run_script(script):
    from . import channel, lanes
    module = type(sys)('__main__')
    module.__dict__.update(__file__=script, __builtins__=sys.modules['builtins'], __cached__=None)
    from _frozen_importlib_external import SourceFileLoader
    module.__loader__ = SourceFileLoader('__main__', script)
    sys.modules['__main__'] = module
    lanes.begin_main()
    channel.flush()  # Whatever kills the program from now on, there is a lane to say so.
    raised = True
    try:
        with open(script, 'rb') as file:
            code = compile(file.read(), script, 'exec', dont_inherit=True)
        exec(code, module.__dict__)
        raised = False
    except SystemExit as error:
        raised = error.code not in (None, 0)
        _hide_own_frames(error)
        raise
    except BaseException as error:
        lanes.tell_exception(error, error.__traceback__)
        _hide_own_frames(error)
        raise
    finally:
        lanes.end_main(raised)


def _hide_own_frames(error):
    """The interpreter shows the traceback from the frame of the script on."""
    shown = sys.excepthook

    def show(kind, value, traceback):
        sys.excepthook = shown
        while traceback is not None and traceback.tb_frame.f_globals.get('__package__') == __package__ or \
                traceback is not None and traceback.tb_frame.f_code.co_filename == _start_file():
            traceback = traceback.tb_next
        shown(kind, value.with_traceback(traceback), traceback)
    sys.excepthook = show


def _start_file():
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'start.py')
