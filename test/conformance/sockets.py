"""socket: connections of one machine"""
from queue import Queue
from socket import MSG_PEEK, SHUT_WR, socket, socketpair
from threading import Event, Thread

from cases import attempt, case, main, tell, took_at_least

port = Queue()
go_on = Event()


def listening():
    server = socket()
    server.bind(('127.0.0.1', 0))
    server.listen()
    return server


def start(target):
    thread = Thread(target=target)
    thread.start()
    return thread


def echo_server():
    server = listening()
    port.put(server.getsockname()[1])
    connection, _ = server.accept()
    while data := connection.recv(100):
        connection.sendall(b'echo ' + data)
    connection.close()
    server.close()


def silent_server():
    server = listening()
    port.put(server.getsockname()[1])
    connection, _ = server.accept()
    go_on.wait()
    connection.close()
    server.close()


def connected():
    client = socket()
    client.connect(('127.0.0.1', port.get()))
    return client


def problem(call):
    """Tells what a call throws, by the name that it has in Python."""
    try:
        tell(call())
    except Exception as error:
        tell('throws', type(error).__name__)


@case
def echoes():
    server = start(echo_server)
    client = connected()
    client.sendall(b'hello')
    tell(client.recv(100).decode())
    client.close()
    server.join()


@case
def end_is_an_empty_read():
    a, b = socketpair()
    b.close()
    tell(len(a.recv(10)), len(a.recv(10)))


@case
def what_was_sent_comes_before_the_end():
    a, b = socketpair()
    b.sendall(b'last words')
    b.close()
    tell(a.recv(100).decode())
    tell(len(a.recv(100)))


@case
def a_stream_has_no_borders():
    a, b = socketpair()
    a.sendall(b'abc')
    a.sendall(b'def')
    tell(b.recv(2).decode(), b.recv(3).decode(), b.recv(10).decode())


@case
def peek_leaves_the_data():
    a, b = socketpair()
    a.sendall(b'abc')
    tell(b.recv(2, MSG_PEEK).decode(), b.recv(10).decode())


@case
def shutdown_of_one_direction():
    server = start(echo_server)
    client = connected()
    client.sendall(b'last')
    client.shutdown(SHUT_WR)
    tell(client.recv(100).decode())
    tell(len(client.recv(100)))
    problem(lambda: client.send(b'more'))
    server.join()
    client.close()


@case
def nobody_listens():
    server = listening()
    _, unused = server.getsockname()
    server.close()
    problem(lambda: socket().connect(('127.0.0.1', unused)))
    tell(socket().connect_ex(('127.0.0.1', unused)))


@case
def a_port_is_taken():
    server = listening()
    problem(lambda: socket().bind(server.getsockname()))
    server.close()


@case
def without_blocking():
    a, b = socketpair()
    a.setblocking(False)
    tell(a.getblocking(), int(a.gettimeout()))
    problem(lambda: a.recv(10))
    b.sendall(b'now')
    tell(a.recv(10).decode())


@case
def accept_without_blocking():
    server = listening()
    server.setblocking(False)
    problem(lambda: server.accept())
    server.close()


@case
def timeout_passes():
    server = start(silent_server)
    client = connected()
    client.settimeout(0.02)
    tell(client.gettimeout())
    tell(took_at_least(0.02, lambda: problem(lambda: client.recv(10))))
    go_on.set()
    server.join()
    client.settimeout(None)
    tell(client.gettimeout(), len(client.recv(10)))
    client.close()


@case
def timeout_must_not_be_negative():
    attempt(lambda: socket().settimeout(-1))


@case
def not_connected():
    problem(lambda: socket().recv(1))
    problem(lambda: socket().getpeername())


@case
def closed_sockets_do_nothing():
    a, _ = socketpair()
    a.close()
    problem(lambda: a.recv(1))
    tell(a.fileno())
    a.close()


@case
def send_answers_how_much():
    a, _b = socketpair()
    tell(a.send(b'abc'), a.send(b''))


@case
def a_full_buffer_holds_up():
    a, _b = socketpair()
    a.setblocking(False)
    sent = 0
    try:
        while True:
            sent += a.send(bytes(10_000))
    except Exception as error:
        tell('throws', type(error).__name__)
    tell(sent > 10_000)


@case
def send_to_one_that_has_closed():
    a, b = socketpair()
    b.close()

    def send():
        for _ in range(50):
            a.send(b'x')

    problem(send)


if __name__ == '__main__':
    main()
