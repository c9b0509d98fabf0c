"""The connection to the recorder: frames go out, single bytes come in.

One that the program closes, as daemons close all that they do not know, is made anew. If the recorder is gone, nothing is
recorded any more. Must never raise into the program, and never know what a frame is about.
"""
import os
from _thread import allocate_lock

import _socket

from . import record

NAMES, EVENTS, HELLO, BYE, MARK, SENT = 3, 4, 5, 6, 7, 8
# Seconds between two tries to send more to a recorder that reads too slowly.
_AGAIN_AFTER = 0.001
# How long a new process waits until the recorder knows it.
_MOST_PATIENCE = 2

# Nobody ever releases it: to wait for a time.
_never = allocate_lock()
_never.acquire()
_connection = None
_identity = None
_address = None
_token = b''
# Where files of records lie, and the name of this process's.
_folder = _file = ''
_is_forked = 0
_born = _parent = 0


def open(address, token, folder, file):
    """Connects to the recorder at `address`, by the run's secret. What is recorded lies in a file of that folder, too."""
    global _address, _token, _folder, _file
    _address, _token, _folder, _file = address, token, folder, file
    _connect()


def open_in_child(born, parent, file):
    """In a child of a fork, which has a copy of its parent's connection: one of its own. `born`: when it was forked."""
    global _connection, _is_forked, _born, _parent, _file
    _is_forked, _born, _parent, _file = 1, born, parent, file
    if _connection is None:
        return False
    _connection.close()
    _connection = None
    try:
        _connect()
    except OSError:
        return False
    return True


def _connect():
    """Says who this process is. One that has lost its connection says the same again."""
    global _connection, _identity, _born
    connection = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    connection.connect(_address)
    _connection = _out_of_the_way(connection)
    _identity = _identify()
    _born = _born or record.perf_counter_ns()
    numbers = b''.join(number.to_bytes(8, 'little') for number in (os.getpid(), _parent, _born))
    _send(HELLO, _token + numbers + bytes((_is_forked,)) + _file.encode())
    _wait_until_known()
    _connection.setblocking(False)


def _wait_until_known():
    """Nothing that is done from now on can come before the recorder knows this process."""
    _connection.settimeout(_MOST_PATIENCE)
    try:
        _connection.recv(1)
    except _socket.timeout:
        pass  # The machine is very busy; all that can go wrong is the order of events between processes.


def is_open():
    return _connection is not None


def address():
    """Where the recorder is, the secret, and the folder, for a process that is to connect as well; the first is None if this one
    never did."""
    return _address, _token, _folder


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


def read():
    """A byte that the recorder has sent; empty if it has sent none."""
    try:
        return _connection.recv(1) if _connection else b''
    except (OSError, AttributeError):
        return b''


def write(kind, payload):
    """Sends a frame. Whoever calls this sees to it that nobody else does meanwhile."""
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
        record.discard()


def close():
    global _connection
    connection, _connection = _connection, None
    if connection is not None:
        connection.close()


def _is_ours():
    """False if the program has closed all that it did not know."""
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
            _never.acquire(True, _AGAIN_AFTER)
