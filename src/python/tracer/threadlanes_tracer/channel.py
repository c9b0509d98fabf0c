"""The way to the recorder: a connection, and a thread that empties the record into it every few milliseconds.

Nothing is lost and memory is bounded: who writes faster than the recorder reads is held back. If the recorder is gone, the
program goes on untraced. Must never raise into the program.
"""
import os
from _thread import allocate_lock, get_ident, get_native_id, start_new_thread

import _socket
from _struct import pack

from . import places, record

TEXTS, CODE, NAMES, EVENTS, HELLO, BYE, MARK = 1, 2, 3, 4, 5, 6, 7
# 100,000 events of 5 values: some 15 MB while they wait, and twice that on their way.
_MOST_WAITING = 500000
# Seconds between two tries to send more to a recorder that reads too slowly.
_AGAIN_AFTER = 0.001
_SHORTEST, _LONGEST = 0.004, 0.04

_pulse = allocate_lock()
_pulse.acquire()
# Nobody ever releases it: to wait for a time.
_never = allocate_lock()
_never.acquire()
_sending = allocate_lock()
_draining = allocate_lock()
_known = set()
_connection = None
_identity = None
_address = None
_token = b''
_runs = False
_started = 0
_native = 0
# Of this module's thread: how the interpreter calls it, and whether it counts it.
thread = 0
is_counted = False
_on_command = None
# Whether there are other processes, which the recorder has to bring into one order with this one.
_has_company = False
_is_forked = 0
_born = 0
_held_back = 0
# How long a new process waits until the recorder knows it.
_MOST_PATIENCE = 2


def open(address, token, on_command):
    """Connects to the recorder; `on_command` is told of each byte that it sends."""
    global _address, _token, _on_command
    _address, _token, _on_command = address, token, on_command
    _connect()
    record.use(_start)


def _connect():
    """Says who this process is. One that has lost its connection says the same again."""
    global _connection, _identity, _born
    connection = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    connection.connect(_address)
    _connection = _out_of_the_way(connection)
    _identity = _identify()
    _born = _born or record.perf_counter_ns()
    numbers = b''.join(number.to_bytes(8, 'little') for number in (os.getpid(), os.getppid(), _born))
    _send(HELLO, _token + numbers + bytes((_is_forked,)))
    _connection.settimeout(_MOST_PATIENCE)
    _connection.recv(1)  # Nothing that is done from now on can come before the recorder knows this process.
    _connection.setblocking(False)


def has_company():
    """This process starts another one, or was started by one: from now on it says how far it has sent its events."""
    global _has_company
    _has_company = True


def is_traced():
    """False once the recorder is gone."""
    return _connection is not None or _address is None


def address():
    """Where the recorder is, for a process that is to connect as well."""
    return _address, _token


def _out_of_the_way(connection):
    """The program gets the low numbers that it would have had."""
    try:
        import fcntl
        number = fcntl.fcntl(connection.fileno(), fcntl.F_DUPFD_CLOEXEC, 500)
        moved = _socket.socket(fileno=number)
        connection.close()
        return moved
    except (ImportError, OSError):
        return connection


def _identify():
    if os.name == 'nt':
        return None
    status = os.fstat(_connection.fileno())
    return status.st_dev, status.st_ino


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
                _mark(now)
            pause = _SHORTEST if busy else min(pause * 1.5, _LONGEST)
            _listen()
    finally:
        is_counted = False
        _draining.release()


def _mark(now):
    """All that was recorded before that time has been sent, in the order of the record."""
    if _sending.acquire(False):
        try:
            _write(MARK, now.to_bytes(8, 'little'))
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
    if _connection is not None and record.extend is _start:
        _start(())


def _see_it_gone():
    """From 3.12 on a fork warns of every thread that the system still knows."""
    for _ in range(100):
        if not os.path.exists('/proc/self/task/%d' % _native):
            return
        _pulse.acquire(True, 0.0005)


def _listen():
    """What the recorder wants to know."""
    try:
        command = _connection.recv(1) if _connection else b''
    except (OSError, AttributeError):
        return
    if command:
        _on_command(command)


def flush():
    """Sends all that is there; true if that was much, None if it could not be sent."""
    if _connection is None or not _sending.acquire(True, 5):
        return None
    try:
        sent = 0
        while record.rows and _connection is not None:
            sent += _send_rows()
        return sent > 500
    finally:
        _sending.release()


def close():
    """The program is over."""
    global _connection, _runs
    flush()
    _runs = False
    record.use(_discard)
    if _connection is not None:
        _write(BYE, _held_back.to_bytes(8, 'little'))
        connection, _connection = _connection, None
        if connection is not None:
            connection.close()


def in_child(born):
    """In a child of a fork: the connection is the parent's, and what was not sent, too. The child has one of its own."""
    global _connection, _runs, _sending, _draining, _pulse, _is_forked, _born, _held_back
    if _address is None:
        return  # The server that others are forked from: it keeps what it has recorded for each of them.
    _is_forked, _born, _held_back = 1, born, 0
    record.use(_discard)
    del record.rows[:]
    record.texts.clear()
    _known.clear()
    places.forget()
    _sending, _draining, _pulse = allocate_lock(), allocate_lock(), allocate_lock()
    _pulse.acquire()
    _runs = False
    if _connection is not None:
        _connection.close()
        _connection = None
        try:
            _connect()
            record.use(_start)
        except OSError:
            pass


def _discard(_row):
    pass


def _hold_back(row):
    """Waits until there is room."""
    global _held_back
    record.rows.extend(row)
    since = record.perf_counter_ns()
    while len(record.rows) > _MOST_WAITING and _connection is not None:
        flush()
    _held_back += record.perf_counter_ns() - since


def _limit():
    """Whoever writes is held back from half of what may wait on: the rest is for what is written until this is looked at."""
    if len(record.rows) > _MOST_WAITING // 2:
        record.use(_hold_back)


def _send_rows():
    _limit()
    rows = record.rows
    length = len(rows)
    chunk = rows[:length]
    del rows[:length]
    texts, numbers = record.texts, list(record.texts)
    codes = chunk[3::record.WIDTH]
    ids = list(map(id, codes))
    chunk[3::record.WIDTH] = ids
    if not places.makers <= places.named:
        for names in places.new_names():
            _write(NAMES, names)
    new = set(ids) - _known
    if new:
        _known.update(new)
        _describe(dict(zip(ids, codes)), new)
    if numbers:
        _write(TEXTS, b''.join(_text(number, texts.pop(number)) for number in numbers))
    _write(EVENTS, pack('%dq' % length, *chunk))  # An array of them takes twice as long.
    if len(rows) <= _MOST_WAITING // 4 and record.extend is _hold_back:
        record.use(rows.extend)
    return length // record.WIDTH


def _describe(codes, new):
    for number in new:
        _write(CODE, places.describe(number, codes[number]))


def _text(number, text):
    data = text.encode('utf-8', 'replace')
    return number.to_bytes(4, 'little') + len(data).to_bytes(4, 'little') + data


def _write(kind, payload):
    global _connection
    if _connection is None:
        return
    try:
        if _identity is not None and not _is_ours():
            _connection.detach()  # Its number may be a file of the program by now.
            _connect()
        _send(kind, payload)
    except OSError:
        _connection = None
        record.use(_discard)


def _is_ours():
    """False if the program has closed all that it did not know, as daemons do."""
    try:
        return _identify() == _identity
    except OSError:
        return False


def _send(kind, payload):
    _send_all(kind.to_bytes(4, 'little') + len(payload).to_bytes(4, 'little'))
    _send_all(payload)


def _send_all(data):
    left = memoryview(data)
    while left:
        try:
            left = left[_connection.send(left):]
        except BlockingIOError:
            _limit()
            _never.acquire(True, _AGAIN_AFTER)
