"""concurrent.futures.wait and as_completed: whoever waits for several futures is shown at the first that is not done."""
from .guards import FutureGuard
from .patching import replace
from .record import emit, nanoseconds
from .vocabulary import EventKind, Operation


def install(module):
    replace(module, '_create_and_install_waiters', _create)


def _create(original):
    def _create_and_install_waiters(fs, return_when):
        waiter = original(fs, return_when)
        waiter.event = _Event(waiter.event, list(fs))
        return waiter
    return _create_and_install_waiters


class _Event:
    """In place of the event that such a wait is for."""

    def __init__(self, event, futures):
        self.event = event
        self.futures = futures
        self.set = event.set
        self.clear = event.clear

    def wait(self, timeout=None):
        number = None if self.event.is_set() else self._first()
        if number is None:
            return self.event.wait(timeout)
        emit(EventKind.Block, number, Operation.Wait, nanoseconds(timeout))
        over = False
        try:
            over = self.event.wait(timeout)
            return over
        finally:
            emit(EventKind.Pass if over else EventKind.TimedOut, number)

    def _first(self):
        for future in self.futures:
            if isinstance(future._condition, FutureGuard) and not future.done():
                return future._condition._number
        return None
