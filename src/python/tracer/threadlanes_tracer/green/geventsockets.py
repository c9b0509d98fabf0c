"""gevent's sockets: who waits for one lets the other greenlets of the thread go on."""
from ..outside import sockets
from . import greenlets


class _Waiting(sockets.waiting):
    """A wait that is told: what the greenlet gives its hub up for."""
    __slots__ = ('lane',)

    def __init__(self, number, operation, timeout, at):
        self.lane = greenlets.current()
        sockets.waiting.__init__(self, number, operation, timeout, at)
        self._tell(True)

    def _tell(self, value):
        if self.lane is not None:
            self.lane.wait_is_told = value

    def __exit__(self, *exception):
        self._tell(False)
        sockets.waiting.__exit__(self, *exception)


def install(module):
    """gevent.socket"""
    cls = module.socket
    sockets.tell_of(cls, module, cls.gettimeout, _Waiting)
