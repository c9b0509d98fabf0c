"""threading.Thread, and the functions that tell of threads"""
from queue import Queue
from threading import (
    Event,
    Lock,
    Thread,
    active_count,
    current_thread,
    enumerate,
    get_ident,
    get_native_id,
    main_thread,
)
from time import sleep

from cases import attempt, case, main, tell, took_at_least

may_end = Event()
running = Event()
results = Queue()


class Greeter(Thread):
    def __init__(self, name, greeting):
        super().__init__(name=name)
        self.greeting = greeting

    def run(self):
        tell(f'{self.greeting} from {self.name}', current_thread() is self)


class Plain(Thread):
    pass


def greet():
    tell('hello')


def tell_arguments(*values):
    tell(values)


def linger():
    running.set()
    may_end.wait()


def fail():
    raise TypeError('the thread fails')


def tell_who_i_am():
    me = current_thread()
    tell(me.name, me.is_alive(), me.ident == get_ident(), me is main_thread(), me.daemon)


def join_myself():
    attempt(lambda: current_thread().join())


def join_other(thread):
    thread.join()
    tell('the other has ended')


def start_another():
    thread = Thread(target=greet)
    thread.start()
    thread.join()


def start_daemon_child():
    tell(Thread(target=greet).daemon, Thread(target=greet, daemon=False).daemon)


def tell_late():
    may_end.wait()
    sleep(0.02)
    tell('after main')


def tell_never():
    sleep(60)
    tell('never')


def call_methods(lock, queue):
    queue.put(lock.locked())


def report_ident():
    results.put(get_ident())


def started(*threads):
    for thread in threads:
        thread.start()
    return threads


def joined(*threads):
    for thread in threads:
        thread.join()


def lasting():
    """A thread that runs until may_end is set."""
    thread = Thread(target=linger)
    thread.start()
    running.wait()
    return thread


@case
def calls_its_target():
    joined(*started(Thread(target=greet)))


@case
def without_target_it_does_nothing():
    [thread] = started(Thread())
    thread.join()
    tell(thread.is_alive())


@case
def passes_arguments():
    joined(*started(Thread(target=tell_arguments, args=[1, 'two', [3], None])))
    joined(*started(Thread(target=tell_arguments)))


@case
def shared_arguments_stay_the_same():
    lock = Lock()
    lock.acquire()
    joined(*started(Thread(target=call_methods, args=[lock, results])))
    tell(results.get())


@case
def subclass_overrides_run():
    joined(*started(Greeter('Ann', 'good morning')))


@case
def run_may_be_called_directly():
    Thread(target=tell_who_i_am).run()
    Thread().run()


@case
def default_names():
    tell(Thread(target=greet).name, Thread().name, Plain().name)
    tell(Thread(target=fail).name)


@case
def given_names():
    tell(Thread(name='worker').name, Thread(name='worker').name)
    tell(Thread(name='').name)


@case
def name_may_be_changed():
    thread = Thread(target=tell_who_i_am, name='before')
    thread.name = 'after'
    tell(thread.name)
    joined(*started(thread))
    thread.name = 'ended'
    tell(thread.name)


@case
def name_of_a_running_thread_may_be_changed():
    thread = lasting()
    thread.name = 'new name'
    tell([each.name for each in enumerate()])
    may_end.set()
    thread.join()


@case
def ident_is_given_by_start():
    thread = Thread(target=report_ident)
    tell(thread.ident, thread.native_id)
    joined(*started(thread))
    tell(results.get() == thread.ident, thread.ident != 0)
    tell(isinstance(thread.ident, int), isinstance(thread.native_id, int))


@case
def idents_differ():
    thread = lasting()
    tell(thread.ident != get_ident(), get_ident() == main_thread().ident)
    tell(thread.native_id != get_native_id(), get_native_id() == current_thread().native_id)
    may_end.set()
    thread.join()


@case
def is_alive_from_start_to_end():
    thread = Thread(target=linger)
    tell(thread.is_alive())
    thread.start()
    tell(thread.is_alive())
    may_end.set()
    thread.join()
    tell(thread.is_alive())


@case
def start_twice_is_an_error():
    thread = lasting()
    attempt(thread.start)
    may_end.set()
    thread.join()
    attempt(thread.start)


@case
def join_before_start_is_an_error():
    attempt(lambda: Thread(target=greet).join())
    attempt(lambda: Thread(target=greet).join(0))


@case
def join_of_itself_is_an_error():
    attempt(lambda: current_thread().join())
    joined(*started(Thread(target=join_myself)))


@case
def join_may_be_called_again():
    [thread] = started(Thread(target=greet))
    attempt(thread.join)
    attempt(thread.join)
    attempt(lambda: thread.join(1))


@case
def join_times_out():
    thread = lasting()
    tell(took_at_least(0.03, lambda: attempt(lambda: thread.join(0.03))))
    tell(thread.is_alive())
    thread.join(0)
    thread.join(-1)
    tell(thread.is_alive())
    may_end.set()
    thread.join(60)
    tell(thread.is_alive())


@case
def many_may_join():
    thread = lasting()
    joiners = started(
        Thread(target=join_other, args=[thread]),
        Thread(target=join_other, args=[thread]),
    )
    may_end.set()
    joined(*joiners)


@case
def join_waits_for_the_end():
    thread = lasting()
    [joiner] = started(Thread(target=join_other, args=[thread]))
    joiner.join(0.02)
    tell(joiner.is_alive())
    may_end.set()
    joiner.join()


@case
def an_error_ends_its_thread_only():
    [thread] = started(Thread(target=fail))
    attempt(thread.join)
    tell(thread.is_alive(), active_count())


@case
def threads_may_start_threads():
    joined(*started(Thread(target=start_another)))


@case
def daemon_is_inherited():
    tell(current_thread().daemon, Thread().daemon, Thread(daemon=True).daemon)
    joined(*started(Thread(target=start_daemon_child, daemon=True)))
    joined(*started(Thread(target=start_daemon_child)))


@case
def daemon_may_be_set_before_start():
    thread = Thread(target=tell_who_i_am, name='d')
    thread.daemon = True
    tell(thread.daemon)
    joined(*started(thread))


@case
def daemon_of_a_started_thread_is_an_error_to_set():
    thread = lasting()
    attempt(lambda: setattr(thread, 'daemon', True))
    tell(thread.daemon)
    may_end.set()
    thread.join()
    attempt(lambda: setattr(current_thread(), 'daemon', True))


@case
def program_waits_for_threads():
    started(Thread(target=tell_late))
    tell('main ends')
    may_end.set()


@case
def program_does_not_wait_for_daemons():
    started(Thread(target=tell_never, daemon=True))
    tell('main ends')


@case
def program_waits_for_threads_beside_daemons():
    started(Thread(target=tell_never, daemon=True), Thread(target=tell_late))
    tell('main ends')
    may_end.set()


@case
def a_daemon_may_end_before():
    joined(*started(Thread(target=greet, daemon=True)))


@case
def main_is_a_thread():
    main = main_thread()
    tell(main.name, main.daemon, main.is_alive(), main is current_thread())


@case
def current_thread_is_the_thread():
    [thread] = started(Thread(target=tell_who_i_am, name='me'))
    thread.join()
    again = current_thread()
    tell(current_thread() is again)


@case
def enumerate_names_the_living():
    unstarted = Thread(target=greet, name='unstarted')
    [ended] = started(Thread(target=greet, name='ended'))
    ended.join()
    thread = lasting()
    tell([each.name for each in enumerate()])
    tell(thread in enumerate(), unstarted in enumerate(), current_thread() in enumerate())
    may_end.set()
    thread.join()
    tell(len(enumerate()))


@case
def active_count_is_how_many_enumerate_names():
    tell(active_count())
    threads = [lasting(), lasting()]
    tell(active_count(), len(enumerate()))
    may_end.set()
    joined(*threads)
    tell(active_count(), len(enumerate()))


@case
def daemons_are_enumerated():
    started(Thread(target=tell_never, daemon=True, name='daemon'))
    tell([each.name for each in enumerate()])


@case
def sleep_takes_its_time():
    tell(took_at_least(0.03, lambda: sleep(0.03)))
    attempt(lambda: sleep(0))
    attempt(lambda: sleep(-1))


if __name__ == '__main__':
    main()
