"""greenlet: each greenlet is a lane, and who of a thread's greenlets moves has the thread's hub. Begins when the program imports
the package; the lane of a thread's first greenlet is the thread's own.

Must never hold a greenlet alive, and never switch.
"""
import threading  # Patched before what the tracer has for it is imported.
from _thread import get_ident
from _weakref import ref

from .. import stacks, threads
from ..own import is_own, stack
from ..record import create, emit, object_numbers, put_at, thread_numbers
from ..vocabulary import GREENLET, RAISED, RETURNED, RETURN, SWITCH, THROW, TURN, YIELD, EventKind, HUB, ObjectKind

# By the identity of a greenlet: a weak reference to it, and its lane.
_lanes = {}
# By the identifier of a thread: its hub's number.
_hubs = {}
# Classes of greenlets that only let others go on.
hub_classes = []
_shown_trace = {}
_NOWHERE = None, 0


class Lane:
    """A greenlet in the record."""

    def __init__(self, number, thing, turn, name='', function=''):
        self.number = number
        self.thing = thing
        # What the record calls its turn: 0 for a thread's own lane.
        self.turn = turn
        self.name = name
        self.function = function
        self.has_begun = False
        self.is_started = False
        self.has_ended = False
        # Whether an event has said what it waits for.
        self.wait_is_told = False
        # Those who wait for its end: functions that are told of it.
        self.watchers = []

    def full_name(self):
        return '%s (%s)' % (self.name, self.function) if self.function else self.name


def install(module):
    global _module
    _module = module
    if not hasattr(module, 'settrace'):
        return  # Built without tracing.
    _settrace = module.settrace
    module.settrace = _beside(_settrace)
    module.gettrace = lambda: _shown_trace.get(get_ident())
    threads.at_begin.append(lambda: _settrace(_switched))
    stacks.sources.append(_stacks)
    _settrace(_switched)


def _beside(_settrace):
    """The program's own trace function is called after this module's."""
    def settrace(callback):
        if callback is not None and not callable(callback):
            return _settrace(callback)  # It says what is wrong.
        before = _shown_trace.pop(get_ident(), None)
        if callback is not None:
            _shown_trace[get_ident()] = callback
        return before
    return settrace


def _switched(event, args):
    """The thread has switched: this runs in the greenlet that goes on."""
    origin, target = args
    hub = _hub()
    from_hub, to_hub = _is_hub(origin), _is_hub(target)
    if not to_hub:
        lane = lane_of(target)
        _start(lane)
    if not from_hub and not _is_over(lane_of(origin)):
        _leave(origin, hub, None if to_hub else lane, event)
    _turn(0 if to_hub else lane.turn)
    if not to_hub:
        if not lane.has_begun:
            lane.has_begun = True
            emit(EventKind.ThreadBegin, lane.thing, at=_NOWHERE)
        if not _is_over(lane):
            emit(EventKind.Acquire, hub, at=_NOWHERE)
    shown = _shown_trace.get(get_ident())
    if shown is not None:
        try:
            shown(event, args)
        except BaseException:
            _shown_trace.pop(get_ident(), None)  # As without: whoever raises here is not called any more.
            raise


def _is_over(lane):
    """What a lane still does while the interpreter shuts down is not its own."""
    return lane.has_ended or lane.turn == 0 and get_ident() not in threads.numbers


def _leave(origin, hub, following, event):
    lane = lane_of(origin)
    at = _place(origin.gr_frame)
    if lane.turn and not lane.function:
        _name_after(lane, origin.gr_frame)
    if origin.dead:
        if following is None:
            emit(EventKind.Release, hub, at=at)
        else:
            emit(EventKind.HandOver, hub, RETURN, following.number, 0, '', at)
        _end(lane, origin, event)
    elif following is not None:
        emit(EventKind.HandOver, hub, THROW if event == 'throw' else SWITCH, following.number, 0, '', at)
    elif lane.wait_is_told:
        emit(EventKind.Release, hub, at=at)
    else:
        emit(EventKind.HandOver, hub, YIELD, 0, 0, '', at)


def _end(lane, greenlet, event):
    lane.has_ended = True
    emit(EventKind.ThreadEnd, lane.thing, RAISED if _has_raised(greenlet, event) else RETURNED, at=_NOWHERE)
    for watcher in lane.watchers[:]:
        watcher()


def _name_after(lane, frame):
    """Which function a greenlet runs that has let another one go on: it did not say so when it began."""
    while frame is not None and frame.f_back is not None:
        frame = frame.f_back
    if frame is not None:
        lane.function = frame.f_code.co_name
        emit(EventKind.ThreadChange, lane.thing, 0, lane.number, GREENLET | 1 << 8, lane.full_name(), _NOWHERE)


def _has_raised(greenlet, event):
    for cls in type(greenlet).__mro__:
        if cls.__module__.startswith('gevent.') and 'exception' in cls.__dict__:
            return cls.__dict__['exception'].__get__(greenlet, cls) is not None
    return event == 'throw'


def _hub():
    """The hub of this thread; whoever is there when it is made has it."""
    thread = get_ident()
    number = _hubs.get(thread)
    if number is None:
        number = _hubs[thread] = create(ObjectKind.Loop, _NOWHERE, HUB, 0, 'hub')
        emit(EventKind.Acquire, number, at=_NOWHERE)
    return number


def _is_hub(greenlet):
    return isinstance(greenlet, tuple(hub_classes))


def _turn(lane):
    put_at(TURN | lane << 16, None, 0)


def is_one(thing):
    return isinstance(thing, _module.greenlet)


def current():
    """The lane of the greenlet that runs. A hub that runs callbacks has none."""
    greenlet = _module.getcurrent()
    return None if _is_hub(greenlet) else lane_of(greenlet)


def lane_of(greenlet, at=_NOWHERE):
    """The lane of a greenlet; one that is new here is told of."""
    found = _lanes.get(id(greenlet))
    if found is None or found[0]() is not greenlet:
        key = id(greenlet)
        lane = _of_thread() if greenlet.parent is None else _new(_function(greenlet), at)
        found = _lanes[key] = ref(greenlet, lambda _gone: _lanes.pop(key, None)), lane
    return found[1]


def _of_thread():
    number, thing = threads.numbers.get(get_ident()) or (0, 0)
    lane = Lane(number, thing, 0)
    lane.has_begun = lane.is_started = True
    return lane


def _new(function, at):
    told = threads.told_of(function)
    if told and told is not threads.HIDDEN:  # A Thread of threading, which runs as a greenlet.
        lane = Lane(told[0], told[1], told[0], '', 'thread')
        lane.has_begun = lane.is_started = True
        emit(EventKind.ThreadBegin, lane.thing, at=_NOWHERE, lane=lane.number)
        return lane
    number = next(thread_numbers)
    count = sum(1 for _, lane in list(_lanes.values()) if lane.turn) + 1
    name = getattr(function, '__name__', '') if type(function).__name__ in ('function', 'method') else ''
    lane = Lane(number, next(object_numbers), number, 'Greenlet-%d' % count, name)
    emit(EventKind.ThreadNew, lane.thing, 0, lane.number, GREENLET | 1 << 8, lane.full_name(), at)
    return lane


def _function(greenlet):
    """What a greenlet runs, or is to run."""
    for name in ('_run', 'run'):
        try:
            return object.__getattribute__(greenlet, name)
        except AttributeError:
            pass
    return None


def _start(lane):
    if not lane.is_started:
        lane.is_started = True
        emit(EventKind.ThreadStart, lane.thing, 0, lane.number)


def started(greenlet):
    """The program asks for a greenlet to be begun."""
    _start(lane_of(greenlet))


def _place(frame):
    """The innermost own frame of a greenlet that stands still."""
    while frame is not None:
        if is_own(frame.f_code.co_filename):
            return frame.f_code, frame.f_lasti
        frame = frame.f_back
    return _NOWHERE


def _stacks():
    """(number of the lane, where it is) of each greenlet that stands still."""
    for reference, lane in list(_lanes.values()):
        greenlet = reference()
        if greenlet is not None and lane.turn and not lane.has_ended:
            yield lane.number, stack(greenlet.gr_frame)
