"""Futures and tasks of asyncio that the record knows. They are written in C and have no room for a number: it is kept beside
them for as long as they live.
"""
from ..beside import Beside
from ..record import emit
from ..vocabulary import CANCELLED, FAILED, FINISHED, EventKind

_futures = Beside()
_lanes = Beside()
# Futures whose end somebody else tells of.
_stand_ins = Beside()
# Lanes that wait for several futures, by the id of the one that is drawn.
_watchers = {}
_made_lanes = 0
# Whether there were more tasks than lanes, and that was said.
leaves_out = False


def know(future, number):
    """A future has the number of an object from now on."""
    return _futures.keep(future, number)


def stand_for(future, number):
    """To wait for this future is to wait for an object that tells of its own end."""
    _stand_ins.keep(future, number)


def number_of(future):
    number = _futures.find(future)
    return _stand_ins.find(future) if number is None else number


def know_lane(task, lane):
    global _made_lanes
    _made_lanes += 1
    return _lanes.keep(task, lane)


lane_of = _lanes.find
# (task, lane) of all that are alive.
lanes = _lanes.all


def made_lanes():
    return _made_lanes


def order(future):
    """Tasks in the order in which they were made, then other futures."""
    lane = lane_of(future)
    return lane.number if lane is not None else 1 << 30


def shielded(outer):
    """The future that asyncio.shield keeps from being cancelled with this one; None if it is another one."""
    for callback in getattr(outer, '_callbacks', None) or ():
        code = getattr(callback[0], '__code__', None)
        if getattr(code, 'co_name', '') == '_outer_done_callback' and 'inner' in code.co_freevars:
            return callback[0].__closure__[code.co_freevars.index('inner')].cell_contents
    return None


def watch(future, lane):
    _watchers.setdefault(id(future), []).append(lane)


def watchers(future):
    """Lanes that are to be told that this future is done. They are told once."""
    return _watchers.pop(id(future), ())


def tell_done(future):
    """What somebody waits for is there: told when callbacks are scheduled, by whoever settles it."""
    number = _futures.find(future)
    if number is None or not future.done():
        return
    _futures.drop(future)
    state = CANCELLED if future.cancelled() else FAILED if future._exception is not None else FINISHED
    emit(EventKind.State, number, state)
