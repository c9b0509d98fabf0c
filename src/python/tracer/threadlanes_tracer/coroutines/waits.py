"""Waits of tasks, as events tell of them: at which object, for how long at most, and how they end."""
from itertools import islice

from ..record import create, emit, nanoseconds
from ..vocabulary import OUTSIDE, EventKind, ObjectKind, Operation
from . import asyncfutures

# Of so many that are waited for at once, the first is looked for.
_MOST_ORDERED = 20
# Instead of a wait: there is nothing that the program knows of to wait for but the next turn.
NOTHING = object()


class Wait:
    """A wait at an object. `over` is the event that ends it in good order, or a function that tells of the end; None if what the
    task does next tells it."""
    # The future that is waited for; and all of them, if it is drawn instead of several.
    child = None
    any_of = ()
    all_of = ()
    pending = ()
    # The object, where the end has to look at it.
    of = None

    def __init__(self, number, operation, timeout=None, over=EventKind.Pass):
        self.number = number
        self.operation = operation
        self.timeout = nanoseconds(timeout)
        self.over = over

    def limit(self, seconds):
        """It ends by itself, if not sooner."""
        limit = nanoseconds(max(0.0, seconds))
        self.timeout = limit if self.timeout < 0 else min(limit, self.timeout)

    def begin(self, at, lane=0):
        emit(EventKind.Block, self.number, self.operation, self.timeout, 0, None, at, lane)

    def end(self, cancelled, at, lane=0):
        if self.child is not None and not self.child.done():
            done = next((each for each in list(self.any_of) if each.done()), None)
            if done is not None:
                return for_future(done).end(False, at, lane)
            cancelled = True
        if cancelled:
            emit(EventKind.TimedOut, self.number, at=at, lane=lane)
        elif callable(self.over):
            self.over(self, at)
        elif self.over is not None:
            emit(self.over, self.number, at=at, lane=lane)


class Sleep(Wait):
    def __init__(self, seconds):
        Wait.__init__(self, 0, 0, seconds)

    def begin(self, at, lane=0):
        emit(EventKind.Sleep, 0, 0, self.timeout, 0, None, at, lane)

    def end(self, cancelled, at, lane=0):
        emit(EventKind.Wake, at=at, lane=lane)


def outside(number, operation):
    """A wait that ends when something happens outside of the program."""
    wait = Wait(number, operation)
    wait.timeout = OUTSIDE
    return wait


def for_future(future, timeout=None):
    """A wait for a task, or for a future that somebody settles."""
    children = getattr(future, '_children', None)
    if children and type(future).__name__ == '_GatheringFuture':
        return for_all(children, timeout)
    shielded = asyncfutures.shielded(future)
    if shielded is not None:
        future = shielded
    lane = asyncfutures.lane_of(future)
    if lane is not None:
        wait = Wait(lane.thing, Operation.Join, timeout, EventKind.Join)
    else:
        number = asyncfutures.number_of(future)
        if number is None:  # Something else made it: it is known from now on.
            number = asyncfutures.know(future, create(ObjectKind.Future, (None, 0)))
        wait = Wait(number, Operation.Wait, timeout)
    wait.child = future
    return wait


def for_first(futures, timeout=None):
    """A wait for several is drawn as one for the first that is not done; of very many, for the first of some."""
    several = list(futures)
    pending = list(islice((each for each in several if not each.done()), _MOST_ORDERED))
    if not pending:
        return NOTHING
    wait = for_future(min(pending, key=asyncfutures.order), timeout)
    if wait is not NOTHING:
        wait.any_of = several
    return wait


def for_all(futures, timeout=None):
    """As for_first; when that is done the next one takes its place."""
    pending = [each for each in list(futures) if not each.done()]
    pending.sort(key=asyncfutures.order, reverse=True)
    return _for_next(futures, pending, timeout) if pending else NOTHING


def _for_next(futures, pending, timeout=None):
    """`pending`: those of `futures` that were not done when they were put into order, the next one last. More may have come."""
    while pending and pending[-1].done():
        pending.pop()
    if not pending:
        return for_all(futures, timeout)
    wait = for_future(pending[-1], timeout)
    if wait is not NOTHING:
        wait.all_of, wait.pending, wait.any_of = futures, pending, ()
    return wait


def done(child):
    """Whoever waits for several of which this was drawn waits for the next."""
    for lane in asyncfutures.watchers(child):
        wait = lane.wait
        if wait is None or wait.child is not child or not wait.all_of:
            continue
        following = _for_next(wait.all_of, wait.pending)
        if following is not NOTHING:
            wait.end(False, lane.at, lane.number)
            following.timeout = wait.timeout
            follow(lane, following)


def follow(lane, wait):
    """A lane begins a wait."""
    lane.wait = wait
    wait.begin(lane.at, lane.number)
    if wait.all_of:
        asyncfutures.watch(wait.child, lane)
