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


def connect(address, root, process):
    """`process`: number and name of this one, which begins."""
    from . import channel, forks, stacks
    own.begin_in(root)
    channel.has_company()
    channel.open(*address, stacks.answer)
    forks.begin_process(*process)
