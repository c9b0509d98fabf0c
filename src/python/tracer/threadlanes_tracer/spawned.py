"""What runs first in a process that multiprocessing starts anew: the patches, and the connection once it is told where to.

Leaves no trace of itself in sys.path and sys.orig_argv.
"""
import sys

from . import own


def begin():
    sys.path.remove(own.tracer)
    from .processes import spawning
    if hasattr(sys, 'orig_argv'):
        sys.orig_argv[:] = [each.replace(spawning.command(), '', 1) for each in sys.orig_argv]
    from . import run
    run.patch()


def connect(address, root, are_shown, process):
    """`process`: number and name of this one, which begins; `are_shown`: whether values are recorded."""
    from . import channel, forks, reprs, stacks
    reprs.are_shown = are_shown
    own.begin_in(root)
    channel.has_company()
    try:
        channel.open(*address, stacks.answer)
    except OSError:
        return channel.close()  # The recorder is gone; the program goes on without it.
    forks.begin_process(*process)
