"""multiprocessing.Manager: what it keeps, and each call on its way to the manager's process and back.

A connection gets a name of its own when it is made, and both ends count the calls that come through it: so a call has the same
number here and there. Locks, semaphores, events and queues that a manager keeps are told of as what they are (kept.py).
"""
import os

from .. import shared
from ..patching import replace
from ..record import emit
from ..reprs import short
from ..vocabulary import OF_PROCESS, EventKind, ObjectKind, Operation
from . import kept, process
from .makers import asker

_LAST = 1 << 30
_HERE = os.path.join('multiprocessing', 'managers.py')
# Stands between a connection's name and its number.
_MARK = '\0threadlanes '
# Attribute of a connection: [its number, how many calls it has seen]
_KEY = '_threadlanes_calls'
TEXT = 2
# These change nothing.
_LOOKS = {'__contains__', '__getitem__', '__len__', '__iter__', 'get', 'items', 'keys', 'values', 'copy', 'count', 'index',
          '__getattribute__', '#GETVALUE', '__repr__', '__str__', '__reversed__', '__eq__'}
_EMPTY = {'dict': '{}', 'list': '[]', 'Namespace': '{}'}


def install(module):
    replace(module, 'dispatch', _dispatch)
    replace(module.Server, 'accept_connection', _accept_connection)
    replace(module.Server, 'handle_request', _handle_request)
    replace(module.Server, 'serve_client', _serve_client)
    replace(module.BaseManager, 'start', _start)
    replace(module.BaseManager, '_create', _create)
    replace(module.BaseProxy, '_callmethod', _callmethod)


def _requests(address):
    return shared.number('requests at %r' % (address,))


def _answers(address):
    return shared.number('answers at %r' % (address,))


def number_of(token):
    return shared.number('%s kept at %r' % (token.id, token.address))


def _start(original):
    def start(self, *args, **kwargs):
        original(self, *args, **kwargs)
        at = asker(self, 2, (_HERE, os.path.join('multiprocessing', 'context.py')))
        if at[0] is not None:
            shared.create(_requests(self._address), ObjectKind.Queue, at, text='requests')
            shared.create(_answers(self._address), ObjectKind.Queue, at, text='answers')
    return start


def _create(original):
    def _create(self, typeid, *args, **kwds):
        token, exposed = original(self, typeid, *args, **kwds)
        at = asker(self, 2, _HERE)
        if at[0] is not None:
            number = number_of(token)
            if not kept.create(number, typeid, at, args):
                shared.create(number, ObjectKind.Managed, at)
                text = short(args[-1]) if args else _EMPTY.get(typeid, '')
                emit(EventKind.AtomicWrite, number, TEXT, 0, 0, text)
        return token, exposed
    return _create


def _dispatch(original):
    def dispatch(c, id, methodname, args=(), kwds={}):
        if methodname != 'accept_connection':
            return original(c, id, methodname, args, kwds)
        number = shared.fresh() - shared.FIRST
        result = original(c, id, methodname, (args[0] + _MARK + str(number),) + args[1:], kwds)
        c.__dict__[_KEY] = [number, 0]
        return result
    return dispatch


def _callmethod(original):
    def _callmethod(self, methodname, args=(), kwds={}):
        if not hasattr(self._tls, 'connection'):
            self._connect()
        calls = self._tls.connection.__dict__.get(_KEY)
        if calls is None:
            return original(self, methodname, args, kwds)
        calls[1] += 1
        token = self._token
        if token.typeid in kept.KINDS:
            return kept.call(number_of(token), token.typeid, methodname, args, kwds,
                             lambda: original(self, methodname, args, kwds))
        return _tell_call(token, methodname, args, calls[0] + calls[1], lambda: original(self, methodname, args, kwds))
    return _callmethod


def _tell_call(token, methodname, args, call, carry_out):
    text = '%s.%s(%s)' % (token.typeid, methodname, ', '.join(short(each, 1) for each in args))
    answers = _answers(token.address)
    emit(EventKind.Put, _requests(token.address), 0, call, _LAST, text)
    emit(EventKind.Block, answers, Operation.Get, -1)
    try:
        return carry_out()
    finally:
        emit(EventKind.Get, answers, 0, call)


# In the manager's process.

def _handle_request(original):
    """What a thread of the server does is done by the manager."""
    def handle_request(self, c):
        from multiprocessing import current_process
        if hasattr(current_process(), '_parent_pid') and current_process()._parent_pid is not None:
            emit(EventKind.ThreadBegin, 0, 0, process.number_of(current_process()), OF_PROCESS, None, (None, 0))
        return original(self, c)
    return handle_request


def _accept_connection(original):
    def accept_connection(self, c, name):
        name, _, number = name.partition(_MARK)
        if number:
            c.__dict__[_KEY] = [int(number), 0]
        return original(self, c, name)
    return accept_connection


def _serve_client(original):
    def serve_client(self, conn):
        calls = conn.__dict__.get(_KEY)
        return original(self, conn if calls is None else _Served(self, conn, calls))
    return serve_client


class _Served:
    """In place of the connection to a client."""

    def __init__(self, server, conn, calls):
        self.server = server
        self.conn = conn
        self.calls = calls
        self.close = conn.close
        self.request = None

    def recv(self):
        self.request = None
        request = self.conn.recv()
        self.calls[1] += 1
        ident, methodname = request[:2]
        entry = self.server.id_to_obj.get(ident)
        if entry is not None and not kept.is_kept(entry[0]):
            self.request = ident, methodname, entry[0]
            emit(EventKind.Get, _requests(self.server.address), 0, sum(self.calls), at=(None, 0))
        return request

    def send(self, message):
        if self.request is not None:
            ident, methodname, kept_object = self.request
            self.request = None
            if methodname not in _LOOKS and message[0] != '#TRACEBACK':
                number = shared.number('%s kept at %r' % (ident, self.server.address))
                emit(EventKind.AtomicWrite, number, TEXT, 0, 0, _show(kept_object), (None, 0))
            emit(EventKind.Put, _answers(self.server.address), 0, sum(self.calls), _LAST, short(message[1]), (None, 0))
        return self.conn.send(message)


def _show(value):
    if type(value).__module__ == 'multiprocessing.managers':
        fields = getattr(value, '__dict__', {})
        return short(fields['_value'] if '_value' in fields else dict(fields))
    return short(value)
