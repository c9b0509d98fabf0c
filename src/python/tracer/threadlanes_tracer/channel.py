"""The way to the recorder: a thread that sends every few milliseconds what was appended, and makes room for more.

Nothing is lost and memory is bounded: who writes faster than the recorder reads is held back. If the recorder is gone, the
program goes on untraced. Must never raise into the program.
"""
import os
from _thread import allocate_lock, get_ident, get_native_id, start_new_thread

from . import places, record, wire
from .segment import Segment

# Seconds. The recorder is told of the longer one: recorder/ending.ts.
_SHORTEST, _LONGEST = 0.004, 0.04
# Seconds between two tries to append where there was no room.
_AGAIN_AFTER = 0.0002
# Seconds that somebody waits until what others send is on its way.
_MOST_PATIENCE = 5

_pulse = allocate_lock()
_pulse.acquire()
# Nobody ever releases it: to wait for a time.
_never = allocate_lock()
_never.acquire()
_sending = allocate_lock()
_draining = allocate_lock()
_segment = None
_runs = False
_started = 0
_native = 0
# Of this module's thread: how the interpreter calls it, and whether it counts it.
thread = 0
is_counted = False
_on_command = None
# Whether there are other processes, which the recorder has to bring into one order with this one.
_has_company = False
_held_back = 0


def open(address, token, folder, on_command):
    """Connects to the recorder; `on_command` is told of each byte that it sends."""
    global _on_command
    _on_command = on_command
    _make_segment(folder)
    wire.open(address, token, folder, _segment.name)
    early = record.early[:]
    del record.early[:]
    _begin()
    for row in early:
        record.append(row)


def _make_segment(folder):
    global _segment
    _segment = Segment(folder)


def _begin():
    record.when_full = _wait_for_room
    record.use(_start)


def has_company():
    """This process starts another one, or was started by one: from now on it says how far it has sent its events."""
    global _has_company
    _has_company = True


def is_traced():
    """False once the recorder is gone."""
    return wire.is_open() or wire.address()[0] is None


def _start(row):
    """The first event starts the thread: a program without concurrency has no second one for nothing."""
    global _runs, _started
    record.use(_segment.write)
    if _draining.acquire(False):  # Else there is one already.
        _runs = True
        _started += 1
        try:
            start_new_thread(_drain_for_ever, (_started,))
        except RuntimeError:
            _draining.release()
            _runs = False  # No thread to be had now: whoever finds no room makes some.
    _segment.write(row)


def _drain_for_ever(number):
    global _native, thread, is_counted
    thread = get_ident()
    is_counted = True
    _native = get_native_id()
    pause = _SHORTEST
    try:
        while _runs and number == _started:
            _pulse.acquire(True, pause)
            now = record.perf_counter_ns()
            busy = flush()
            if _segment.is_half_full():
                _make_room()
            if _has_company and busy is not None:
                # All that was recorded before that time has been sent, in the order of the record.
                _tell(wire.MARK, now.to_bytes(8, 'little'), 0)
            pause = _SHORTEST if busy else min(pause * 1.5, _LONGEST)
            command = wire.read()
            if command:
                _on_command(command)
    finally:
        is_counted = False
        _draining.release()


def _tell(kind, payload, patience):
    """Sends a frame, unless others are on their way for more than so many seconds."""
    if _sending.acquire(True, patience):
        try:
            wire.write(kind, payload)
        finally:
            _sending.release()


def stop():
    """Ends the thread, and waits until it has; the next event starts it again. For a fork."""
    global _runs
    if _runs:
        _runs = False
        _wake()
        with _draining:
            record.use(_start)
        _pulse.acquire(False)  # The thread may have seen that it is over without being woken.
        _see_it_gone()
        flush()


def _wake():
    try:
        _pulse.release()
    except RuntimeError:
        pass  # It has been woken already.


def go_on():
    """After a fork: the recorder has to hear how far this process has come, even if it has nothing to tell."""
    if wire.is_open() and record.write is _start:
        _start(b'')


def _see_it_gone():
    """From 3.12 on a fork warns of every thread that the system still knows."""
    for _ in range(100):
        if not os.path.exists('/proc/self/task/%d' % _native):
            return
        _pulse.acquire(True, 0.0005)


def flush():
    """Sends all that is there; true if that was much, None if it could not be sent."""
    if not wire.is_open() or not _sending.acquire(True, _MOST_PATIENCE):
        return None
    try:
        return _send()
    finally:
        _sending.release()


def _send():
    """Names go ahead of the rows that make what has them."""
    if not _segment.has_grown():
        return False
    rows = _segment.take()
    if not places.makers <= places.named:
        for names in places.new_names():
            wire.write(wire.NAMES, names)
    wire.write(wire.EVENTS, rows)
    return len(rows) > 20000


def _make_room():
    """Begins the memory again. Between the first step and the last one nobody else appends."""
    if _sending.acquire(True, _MOST_PATIENCE):
        try:
            _segment.close_up()
            _send()
            _segment.begin_again()
        finally:
            _sending.release()


def _wait_for_room(row):
    """There is none, or the thread is making some. Whoever waits here holds only what he held; the thread waits for nobody."""
    global _held_back
    since = record.perf_counter_ns()
    while wire.is_open():
        if not _runs:
            _make_room()
        else:
            _wake()
        _never.acquire(True, _AGAIN_AFTER)
        try:
            record.write(row)
            break
        except ValueError:
            pass
    _held_back += record.perf_counter_ns() - since


def flush_before_the_end():
    """What comes next may end this process at once; the recorder hears that nothing of it is missing then."""
    if flush() is not None:
        _tell(wire.SENT, b'', _MOST_PATIENCE)


def close():
    """The program is over."""
    global _runs
    flush()
    _runs = False
    record.discard()
    wire.write(wire.BYE, _held_back.to_bytes(8, 'little'))
    wire.close()


def in_child(born, parent):
    """In a child of a fork: what its parent has not sent is not the child's to send, and the parent's thread is not there."""
    global _runs, _sending, _draining, _pulse, _held_back
    address, _token, folder = wire.address()
    if address is None:
        return  # The server that others are forked from: it keeps what it has recorded for each of them.
    _sending, _draining, _pulse = allocate_lock(), allocate_lock(), allocate_lock()
    _pulse.acquire()
    _runs, _held_back = False, 0
    _make_segment(folder)
    if wire.open_in_child(born, parent, _segment.name):
        _begin()
