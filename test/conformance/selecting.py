"""select, selectors"""
import time
from select import EPOLLIN, EPOLLOUT, POLLIN, epoll, poll, select
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from socket import socket, socketpair
from threading import Thread

from cases import attempt, case, main, tell, took_at_least


def send_later(to, text):
    time.sleep(0.02)
    to.sendall(text)


def later(to, text):
    thread = Thread(target=send_later, args=(to, text))
    thread.start()
    return thread


@case
def nothing_is_ready():
    a, _b = socketpair()
    r, w, x = select([a], [], [], 0)
    tell(len(r), len(w), len(x))


@case
def what_can_be_written_is_ready():
    a, _b = socketpair()
    r, w, _ = select([a], [a], [], 0)
    tell(len(r), len(w))


@case
def data_makes_ready():
    a, b = socketpair()
    c, _d = socketpair()
    thread = later(b, b'x')
    r, _, _ = select([c, a], [], [])
    tell(len(r), r[0] is a)
    tell(a.recv(10).decode())
    tell(len(select([a], [], [], 0)[0]))
    thread.join()


@case
def an_end_makes_ready():
    a, b = socketpair()
    b.close()
    r, _, _ = select([a], [], [], 1)
    tell(len(r), len(a.recv(10)))


@case
def a_client_makes_ready():
    server = socket()
    server.bind(('127.0.0.1', 0))
    server.listen()
    tell(len(select([server], [], [], 0)[0]))
    client = socket()
    client.connect(server.getsockname())
    tell(len(select([server], [], [], 1)[0]))
    server.accept()
    tell(len(select([server], [], [], 0)[0]))


@case
def select_gives_up():
    a, _b = socketpair()
    tell(took_at_least(0.02, lambda: tell(len(select([a], [], [], 0.02)[0]))))


@case
def timeout_must_not_be_negative():
    a, _b = socketpair()
    attempt(lambda: select([a], [], [], -1))


@case
def poll_answers_events():
    a, b = socketpair()
    p = poll()
    p.register(a, POLLIN)
    tell(len(p.poll(0)))
    b.sendall(b'x')
    ready = p.poll(1000)
    tell(len(ready), [events == POLLIN for _, events in ready])
    p.unregister(a)
    tell(len(p.poll(0)))


@case
def epoll_is_level_triggered():
    a, b = socketpair()
    e = epoll()
    e.register(a, EPOLLIN)
    tell(len(e.poll(0)))
    thread = later(b, b'xy')
    tell(len(e.poll(1)))
    a.recv(1)
    tell(len(e.poll(0)))
    a.recv(1)
    tell(len(e.poll(0)))
    thread.join()


@case
def epoll_may_be_modified():
    a, b = socketpair()
    e = epoll()
    e.register(a, EPOLLIN)
    b.sendall(b'x')
    e.modify(a, EPOLLOUT)
    tell([events == EPOLLOUT for _, events in e.poll(1)])
    e.modify(a, EPOLLIN | EPOLLOUT)
    time.sleep(0.01)
    tell([events == EPOLLIN | EPOLLOUT for _, events in e.poll(1)])
    e.unregister(a)
    tell(len(e.poll(0)))


@case
def keys_of_a_selector():
    a, _b = socketpair()
    selector = DefaultSelector()
    key = selector.register(a, EVENT_READ, 'mine')
    tell(key.fileobj is a, key.events, key.data, key.fd == a.fileno())
    tell(selector.get_key(a).data, len(selector.get_map()))
    tell(selector.modify(a, EVENT_READ | EVENT_WRITE, 'changed').data)
    tell(selector.unregister(a).data, len(selector.get_map()))


@case
def selectors_call_back():
    a, b = socketpair()
    selector = DefaultSelector()
    selector.register(a, EVENT_READ, lambda s: tell('read', s.recv(10).decode()))
    thread = later(b, b'hello')
    for key, mask in selector.select():
        tell(mask == EVENT_READ)
        key.data(key.fileobj)
    tell(len(selector.select(0)))
    thread.join()


@case
def selectors_refuse():
    a, _b = socketpair()
    selector = DefaultSelector()
    attempt(lambda: selector.register(a, 0))
    selector.register(a, EVENT_READ)
    attempt(lambda: selector.register(a, EVENT_READ))
    selector.unregister(a)
    attempt(lambda: selector.unregister(a))
    attempt(lambda: selector.get_key(a))


@case
def selectors_give_up():
    a, _b = socketpair()
    selector = DefaultSelector()
    selector.register(a, EVENT_READ)
    tell(took_at_least(0.02, lambda: tell(len(selector.select(0.02)))))
    tell(len(selector.select(-1)))


if __name__ == '__main__':
    main()
