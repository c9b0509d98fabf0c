"""The way to the recorder: a thread that empties the record onto the wire every few milliseconds.

Nothing is lost and memory is bounded: who writes faster than the recorder reads is held back. If the recorder is gone, the
program goes on untraced. Must never raise into the program.
"""
import os
from _thread import allocate_lock, get_ident, get_native_id, start_new_thread

from . import blocks, record, wire

# 100,000 events of 5 values: some 15 MB while they wait, and twice that on their way.
_MOST_WAITING = 500000
# Seconds. The recorder is told of the longer one: recorder/ending.ts.
_SHORTEST, _LONGEST = 0.004, 0.04
# Seconds that somebody waits until what others send is on its way.
_MOST_PATIENCE = 5

_pulse = allocate_lock()
_pulse.acquire()
_sending = allocate_lock()
_draining = allocate_lock()
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


def open(address, token, on_command):
    """Connects to the recorder; `on_command` is told of each byte that it sends."""
    global _on_command
    _on_command = on_command
    wire.open(address, token, _limit)
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
    record.use(record.rows.extend)
    record.rows.extend(row)
    if _draining.acquire(False):  # Else there is one already.
        _runs = True
        _started += 1
        try:
            start_new_thread(_drain_for_ever, (_started,))
        except RuntimeError:
            _draining.release()
            _runs = False  # No thread to be had now: the end of the program sends all.


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
        _pulse.release()
        with _draining:
            record.use(_start)
        _pulse.acquire(False)  # The thread may have seen that it is over without being woken.
        _see_it_gone()
        flush()


def go_on():
    """After a fork: the recorder has to hear how far this process has come, even if it has nothing to tell."""
    if wire.is_open() and record.extend is _start:
        _start(())


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
        sent = 0
        while record.rows and wire.is_open():
            _limit()
            sent += blocks.send()
            if len(record.rows) <= _MOST_WAITING // 4 and record.extend is _hold_back:
                record.use(record.rows.extend)
        return sent > 500
    finally:
        _sending.release()


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


def in_child(born):
    """In a child of a fork: what its parent has not sent is not the child's to send, and the parent's thread is not there."""
    global _runs, _sending, _draining, _pulse, _held_back
    if wire.address()[0] is None:
        return  # The server that others are forked from: it keeps what it has recorded for each of them.
    record.discard()
    blocks.forget()
    _sending, _draining, _pulse = allocate_lock(), allocate_lock(), allocate_lock()
    _pulse.acquire()
    _runs, _held_back = False, 0
    if wire.open_in_child(born):
        record.use(_start)


def _hold_back(row):
    """Waits until there is room."""
    global _held_back
    record.rows.extend(row)
    since = record.perf_counter_ns()
    while len(record.rows) > _MOST_WAITING and wire.is_open():
        flush()
    _held_back += record.perf_counter_ns() - since


def _limit():
    """Whoever writes is held back from half of what may wait on: the rest is for what is written until this is looked at."""
    if len(record.rows) > _MOST_WAITING // 2:
        record.use(_hold_back)
