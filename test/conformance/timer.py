"""threading.Timer"""
from queue import Queue
from threading import Event, Thread, Timer, current_thread

from cases import attempt, case, main, tell, took_at_least

called = Event()
got = Queue()


def call(*values):
    got.put(values)
    called.set()


def tell_thread():
    tell(isinstance(current_thread(), Thread), current_thread().is_alive())


@case
def calls_its_function_with_its_arguments():
    timer = Timer(0.01, call, [1, 'two'])
    timer.start()
    timer.join()
    tell(got.get())
    other = Timer(0, call)
    other.start()
    other.join()
    tell(got.get())


@case
def waits_its_interval():
    timer = Timer(0.03, call)

    def start_and_wait():
        timer.start()
        called.wait()

    tell(took_at_least(0.03, start_and_wait))
    timer.join()
    tell(timer.is_alive())


@case
def calls_once():
    timer = Timer(0.01, call)
    timer.start()
    timer.join()
    tell(got.qsize())
    attempt(timer.start)


@case
def cancelled_it_does_not_call():
    timer = Timer(60, call)
    timer.start()
    attempt(timer.cancel)
    timer.join()
    tell(called.is_set(), timer.is_alive())


@case
def cancelled_before_start_it_does_not_call():
    timer = Timer(0.01, call)
    timer.cancel()
    timer.start()
    timer.join()
    tell(called.is_set())


@case
def cancel_after_the_call_does_nothing():
    timer = Timer(0.01, call)
    timer.start()
    timer.join()
    attempt(timer.cancel)
    attempt(timer.cancel)
    tell(got.qsize())


@case
def is_a_thread():
    timer = Timer(60, call)
    tell(isinstance(timer, Thread), timer.name, timer.daemon, timer.is_alive(), timer.ident)
    attempt(timer.join)
    timer.start()
    tell(timer.is_alive())
    timer.cancel()
    timer.join()


@case
def tells_its_interval():
    tell(Timer(60, call).interval)


@case
def calls_in_its_own_thread():
    timer = Timer(0, tell_thread)
    timer.start()
    timer.join()


if __name__ == '__main__':
    main()
