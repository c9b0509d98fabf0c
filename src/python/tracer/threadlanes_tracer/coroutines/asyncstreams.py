"""How the coroutines of asyncio that wait for the network are read: streams, servers, and the loop's own calls of sockets."""
from ..outside.sockets import number_of
from ..vocabulary import Operation
from .awaits import read_by
from .waits import NOTHING, outside

_OF_LOOPS = {
    Operation.Receive: ('sock_recv', 'sock_recv_into', 'sock_recvfrom', 'sock_recvfrom_into'),
    Operation.Send: ('sock_sendall', 'sock_sendto'),
    Operation.Connect: ('sock_connect', '_sock_connect'),
    Operation.Accept: ('sock_accept',),
}


def install(asyncio):
    from asyncio import base_events, selector_events, streams
    for operation, names in _OF_LOOPS.items():
        for name in names:
            function = getattr(selector_events.BaseSelectorEventLoop, name, None)
            if function is not None:
                read_by(function, _at_socket('sock', operation))
    read_by(streams.StreamReader._wait_for_data, _at_transport(Operation.Receive))
    read_by(streams.StreamWriter.drain, _at_transport(Operation.Send))
    read_by(base_events.Server.serve_forever, _serve)


def _at_socket(name, operation):
    def read(frame):
        socket = frame.f_locals.get(name)
        return None if socket is None else outside(number_of(socket), operation)
    return read


def _at_transport(operation):
    """A stream's transport keeps its socket to itself; one of a pipe has none."""
    def read(frame):
        socket = getattr(frame.f_locals['self']._transport, '_sock', None)
        return None if socket is None else outside(number_of(socket), operation)
    return read


def _serve(frame):
    listening = frame.f_locals['self']._sockets
    return outside(number_of(listening[0]), Operation.Accept) if listening else NOTHING
