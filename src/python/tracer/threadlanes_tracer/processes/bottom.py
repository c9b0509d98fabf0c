"""The bottom of a process's stack. A forked process still has the frames of its parent below this one; they tell nothing of it."""


def run(bootstrap, process, args, kwargs):
    return bootstrap(process, *args, **kwargs)
