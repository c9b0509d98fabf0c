"""multiprocessing.Pipe and its connections"""
from multiprocessing import Event, Pipe, Process, set_start_method

from cases import attempt, case, main, name_of, tell, took_at_least


def echo_until_the_end(connection, other):
    other.close()
    try:
        while True:
            connection.send(['echo', connection.recv()])
    except Exception as error:
        tell(name_of(error))
    connection.close()


def send_and_end(connection):
    connection.send('last words')


def receive_and_tell(connection):
    tell(connection.recv())


def send_after(event, connection):
    event.wait()
    connection.send('late')


@case
def both_ends_send_and_receive():
    one, other = Pipe()
    one.send('there')
    other.send('back')
    tell(other.recv(), one.recv())
    tell(one.readable, one.writable, other.readable, other.writable)


@case
def one_way():
    receiver, sender = Pipe(False)
    sender.send(1)
    tell(receiver.recv())
    tell(receiver.readable, receiver.writable, sender.readable, sender.writable)
    attempt(lambda: receiver.send(1))
    attempt(sender.recv)
    attempt(sender.poll)


@case
def messages_keep_their_order():
    one, other = Pipe()
    for item in [1, 'two', [3, [4]], {'a': None}, True]:
        one.send(item)
    for i in range(5):
        tell(other.recv())


@case
def between_processes():
    mine, theirs = Pipe()
    process = Process(target=echo_until_the_end, args=[theirs, mine])
    process.start()
    theirs.close()
    mine.send(1)
    tell(mine.recv())
    mine.send('two')
    tell(mine.recv())
    mine.close()
    process.join()


@case
def parent_to_child():
    mine, theirs = Pipe(False)
    process = Process(target=receive_and_tell, args=[mine])
    process.start()
    theirs.send('for the child')
    process.join()


@case
def recv_waits():
    mine, theirs = Pipe()
    event = Event()
    process = Process(target=send_after, args=[event, theirs])
    process.start()
    tell(mine.poll(0.02))
    event.set()
    tell(mine.recv())
    process.join()


@case
def poll_waits_for_as_long_as_it_takes():
    mine, theirs = Pipe()
    event = Event()
    process = Process(target=send_after, args=[event, theirs])
    process.start()
    event.set()
    tell(mine.poll(None), mine.recv())
    process.join()


@case
def poll_tells_whether_there_is_something():
    one, other = Pipe()
    tell(other.poll())
    tell(took_at_least(0.03, lambda: tell(other.poll(0.03))))
    one.send(1)
    tell(other.poll(), other.poll(60), other.poll(0), one.poll())
    other.recv()
    tell(other.poll())


@case
def recv_after_the_other_end_was_closed():
    one, other = Pipe()
    one.send('last')
    one.close()
    tell(other.poll(), other.recv())
    tell(other.poll())
    attempt(other.recv)
    attempt(other.recv)


@case
def recv_after_the_other_process_ended():
    mine, theirs = Pipe(False)
    process = Process(target=send_and_end, args=[theirs])
    process.start()
    theirs.close()
    tell(mine.recv())
    attempt(mine.recv)
    process.join()


@case
def send_after_the_other_end_was_closed():
    receiver, sender = Pipe(False)
    receiver.close()
    attempt(lambda: sender.send(1))


@case
def closed_it_cannot_be_used():
    one, other = Pipe()
    tell(one.closed)
    attempt(one.close)
    tell(one.closed, other.closed)
    attempt(lambda: one.send(1))
    attempt(one.recv)
    attempt(one.poll)
    attempt(one.close)


if __name__ == '__main__':
    set_start_method('spawn')
    main()
