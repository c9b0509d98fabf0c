"""gevent: greenlets that its hub lets go on, and what they wait for each other by: sleep, join, joinall, get.

What is written in C has a stand-in, a subclass; objects of gevent's own make are left alone.
"""
import sys
from functools import wraps

from ..disguise import pass_for
from ..own import maker
from ..record import emit, nanoseconds
from ..vocabulary import EventKind, Operation
from . import greenlets


# Modules in C that look for the original classes as they are imported: they have to be first.
_BEFORE = ('gevent.local', 'gevent._imap', 'gevent.lock', 'gevent.event', 'gevent.queue', 'gevent.thread')


def install(gevent):
    from importlib import import_module
    for name in _BEFORE:
        import_module(name)
    _install_own(gevent)
    from . import cooperative, geventqueues, geventsockets
    cooperative.install()
    geventqueues.install()
    geventsockets.install(import_module('gevent.socket'))


def _install_own(gevent):
    from gevent import hub
    greenlets.hub_classes.append(hub.Hub)
    _Greenlet = gevent.Greenlet
    Greenlet = _stand_in(_Greenlet)
    modules = [module for name, module in list(sys.modules.items()) if name.partition('.')[0] == 'gevent']
    for module in modules:
        for name, before, now in (('Greenlet', _Greenlet, Greenlet), ('greenlet_class', _Greenlet, Greenlet),
                                  ('sleep', hub.sleep, _sleep(hub.sleep)),
                                  ('joinall', gevent.joinall, _joinall(gevent.joinall))):
            if module.__dict__.get(name) is before:
                setattr(module, name, now)
    gevent.spawn, gevent.spawn_later = Greenlet.spawn, Greenlet.spawn_later


class Wait:
    """A wait of the current greenlet: between these two events its hub may let others go on."""

    def __init__(self, number, operation, timeout=None, over=EventKind.Pass):
        self.number = number
        self.over = over
        self.lane = greenlets.current()
        emit(EventKind.Block, number, operation, nanoseconds(timeout))
        self.tell(True)

    def tell(self, value):
        if self.lane is not None:
            self.lane.wait_is_told = value

    def end(self, came):
        """It has come about, or has not. `over` None: what the greenlet does next says so."""
        self.tell(False)
        if not came:
            emit(EventKind.TimedOut, self.number)
        elif self.over is not None:
            emit(self.over, self.number)


def _sleep(original):
    @wraps(original)
    def sleep(seconds=0, ref=True):
        lane = greenlets.current()
        told = lane is not None and type(seconds) in (int, float) and seconds > 0
        if told:
            emit(EventKind.Sleep, 0, 0, nanoseconds(seconds))
            lane.wait_is_told = True
        try:
            return original(seconds, ref)
        finally:
            if told:
                lane.wait_is_told = False
                emit(EventKind.Wake)
    return sleep


def _stand_in(original):
    class Greenlet(original):
        def __init__(self, *args, **kwargs):
            original.__init__(self, *args, **kwargs)
            at = maker(self, 2)
            if at[0] is not None:
                greenlets.lane_of(self, at)

        def start(self):
            greenlets.started(self)
            return original.start(self)

        def join(self, timeout=None):
            return _joined(self, timeout, original.join, timeout)

        def get(self, block=True, timeout=None):
            if not block:
                return original.get(self, block, timeout)
            return _joined(self, timeout, original.get, block, timeout)
    pass_for(Greenlet, original)
    return Greenlet


def _joined(greenlet, timeout, function, *args):
    if greenlet.ready():
        if greenlets.lane_of(greenlet).has_ended:
            emit(EventKind.Join, greenlets.lane_of(greenlet).thing)
        return function(greenlet, *args)
    wait = Wait(greenlets.lane_of(greenlet).thing, Operation.Join, timeout, EventKind.Join)
    try:
        return function(greenlet, *args)
    finally:
        wait.end(greenlet.ready())


class _All:
    """The current greenlet waits for several: for one after the other, as the record tells it."""

    def __init__(self, waited, timeout):
        self.left = [greenlets.lane_of(each) for each in waited]
        self.timeout = timeout
        self.me = greenlets.current()
        self.lane = None
        self.next()

    def next(self):
        """Waits for the first that has not ended."""
        while self.left and self.left[0].has_ended:
            emit(EventKind.Join, self.left.pop(0).thing, lane=self.me.number)
        self.lane = self.left.pop(0) if self.left else None
        if self.lane is not None:
            self.me.wait_is_told = True
            self.lane.watchers.append(self.over)
            emit(EventKind.Block, self.lane.thing, Operation.Join, nanoseconds(self.timeout), lane=self.me.number)

    def over(self):
        self.lane.watchers.remove(self.over)
        emit(EventKind.Join, self.lane.thing, lane=self.me.number)
        self.next()

    def end(self):
        self.me.wait_is_told = False
        if self.lane is not None:
            self.lane.watchers.remove(self.over)
            emit(EventKind.TimedOut, self.lane.thing)


def _joinall(original):
    @wraps(original)
    def joinall(greenlets_, timeout=None, raise_error=False, count=None):
        waited = list(greenlets_)
        known = [each for each in waited if greenlets.is_one(each)]
        if greenlets.current() is None or count is not None:
            return original(waited, timeout, raise_error, count)
        wait = _All(known, timeout)
        try:
            return original(waited, timeout, raise_error, count)
        finally:
            wait.end()
    return joinall
