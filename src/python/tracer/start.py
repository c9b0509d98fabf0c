"""What the launcher hands to the person's interpreter: runs a script as ``__main__``, traced.

    python start.py SCRIPT ARGUMENTS...

Leaves no trace of itself in sys.path, sys.argv and the environment. Must never import anything before that is done.
"""
import sys


def begin():
    if sys.version_info < (3, 8):
        sys.exit(97)
    from threadlanes_tracer import run
    return run.run(sys.argv[1:])


begin()
