"""multiprocessing.Process, and the functions that tell of processes"""
from multiprocessing import (
    Event,
    Process,
    Queue,
    active_children,
    cpu_count,
    current_process,
    parent_process,
    set_start_method,
)
from os import getpid, getppid
from threading import Lock, Thread, current_thread
from time import sleep

from cases import attempt, case, main, tell, took_at_least


class Counter:
    value = 0


counter = Counter()


class Greeter(Process):
    def __init__(self, greeting):
        super().__init__()
        self.greeting = greeting

    def run(self):
        tell(f'{self.greeting} from {self.name}')


def greet():
    tell('hello')


def tell_arguments(*values):
    tell(values)


def fail():
    raise TypeError('the process fails')


def wait_for(event):
    event.wait()


def wait_within(running, event):
    try:
        running.set()
        event.wait()
    finally:
        tell('unwound')


def tell_who_i_am():
    me = current_process()
    tell(me.name, me.daemon, me.is_alive(), me.exitcode, me.pid == getpid())
    tell(current_thread().name)


def tell_my_parent(pid):
    tell(getppid() == pid, parent_process().name, parent_process().pid == pid, getpid() == pid)


def report_pid(queue):
    queue.put(getpid())


def count_up():
    counter.value += 1
    tell(counter.value)


def start_child():
    child = Process(target=tell_who_i_am)
    attempt(child.start)
    attempt(child.join)


def have_child():
    joined(*started(Process(target=tell_who_i_am)))


def name_child():
    tell(Process(target=greet).name)


def tell_children():
    tell(len(active_children()))


def tell_in_thread():
    sleep(0.01)
    tell('a thread of the process')


def start_thread():
    Thread(target=tell_in_thread).start()


def tell_late(running, event):
    running.set()
    event.wait()
    sleep(0.02)
    tell('after main')


def started(*processes):
    for process in processes:
        process.start()
    return processes


def joined(*processes):
    for process in processes:
        process.join()


@case
def calls_its_target():
    joined(*started(Process(target=greet)))


@case
def without_target_it_does_nothing():
    process = Process()
    process.start()
    process.join()
    tell(process.exitcode)


@case
def passes_arguments():
    joined(*started(Process(target=tell_arguments, args=[1, 'two', [3], None])))


@case
def subclass_overrides_run():
    joined(*started(Greeter('good morning')))


@case
def run_may_be_called_directly():
    Process(target=greet).run()


@case
def default_names():
    tell(Process().name, Process(target=greet).name, Greeter('hi').name)
    joined(*started(Process(target=name_child)))


@case
def given_names():
    process = Process(name='worker', target=tell_who_i_am)
    tell(process.name)
    process.name = 'renamed'
    tell(process.name)
    joined(*started(process))


@case
def pid_is_given_by_start():
    queue = Queue()
    process = Process(target=report_pid, args=[queue])
    tell(process.pid, process.ident)
    process.start()
    tell(queue.get() == process.pid, process.pid == process.ident, process.pid != getpid())
    process.join()


@case
def knows_its_parent():
    joined(*started(Process(target=tell_my_parent, args=[getpid()])))


@case
def main_is_a_process():
    tell(current_process().name, current_process().daemon, parent_process(), current_process().pid == getpid())


@case
def is_alive_from_start_to_end():
    event = Event()
    process = Process(target=wait_for, args=[event])
    tell(process.is_alive(), process.exitcode)
    process.start()
    tell(process.is_alive(), process.exitcode)
    event.set()
    process.join()
    tell(process.is_alive(), process.exitcode)


@case
def start_twice_is_an_error():
    event = Event()
    process = Process(target=wait_for, args=[event])
    process.start()
    attempt(process.start)
    event.set()
    process.join()
    attempt(process.start)


@case
def join_before_start_is_an_error():
    attempt(lambda: Process(target=greet).join())


@case
def join_may_be_called_again():
    [process] = started(Process(target=greet))
    attempt(process.join)
    attempt(process.join)


@case
def join_times_out():
    event = Event()
    process = Process(target=wait_for, args=[event])
    process.start()
    tell(took_at_least(0.03, lambda: attempt(lambda: process.join(0.03))))
    tell(process.exitcode, process.is_alive())
    event.set()
    process.join(60)
    tell(process.exitcode)


@case
def exitcode_of_an_error():
    [process] = started(Process(target=fail))
    process.join()
    tell(process.exitcode, process.is_alive())


@case
def terminate_ends_it():
    running = Event()
    event = Event()
    process = Process(target=wait_within, args=[running, event])
    process.start()
    running.wait()
    attempt(process.terminate)
    process.join()
    tell(process.is_alive(), process.exitcode)


@case
def kill_ends_it():
    running = Event()
    event = Event()
    process = Process(target=wait_within, args=[running, event])
    process.start()
    running.wait()
    attempt(process.kill)
    process.join()
    tell(process.is_alive(), process.exitcode)


@case
def terminate_of_an_ended_one_does_nothing():
    [process] = started(Process(target=greet))
    process.join()
    attempt(process.terminate)
    attempt(process.kill)
    tell(process.exitcode)


@case
def daemon_is_inherited():
    tell(current_process().daemon, Process().daemon, Process(daemon=True).daemon)
    joined(*started(Process(target=tell_who_i_am, name='d', daemon=True)))


@case
def daemon_may_be_set_before_start():
    event = Event()
    process = Process(target=wait_for, args=[event])
    process.daemon = True
    tell(process.daemon)
    process.start()
    attempt(lambda: setattr(process, 'daemon', False))
    event.set()
    process.join()


@case
def daemons_may_have_no_children():
    joined(*started(Process(target=start_child, daemon=True)))


@case
def others_may_have_children():
    joined(*started(Process(target=have_child)))


@case
def program_waits_for_processes():
    running = Event()
    event = Event()
    Process(target=tell_late, args=[running, event]).start()
    running.wait()
    tell('main ends')
    event.set()


@case
def program_terminates_daemons():
    running = Event()
    event = Event()
    Process(target=tell_late, args=[running, event], daemon=True).start()
    running.wait()
    tell('main ends')


@case
def process_waits_for_its_threads():
    joined(*started(Process(target=start_thread)))
    tell('joined')


@case
def has_a_memory_of_its_own():
    counter.value = 5
    joined(*started(Process(target=count_up)))
    joined(*started(Process(target=count_up)))
    tell(counter.value)


@case
def threading_locks_cannot_be_given():
    attempt(lambda: Process(target=tell_arguments, args=[Lock()]).start())


@case
def active_children_are_the_living():
    event = Event()
    process = Process(target=wait_for, args=[event])
    tell(len(active_children()))
    process.start()
    other = Process(target=tell_children)
    other.start()
    other.join()
    tell([each is process for each in active_children()])
    event.set()
    process.join()
    tell(len(active_children()))


@case
def close_gives_it_up():
    [process] = started(Process(target=greet))
    process.join()
    attempt(process.close)
    attempt(process.is_alive)
    attempt(process.join)
    attempt(lambda: process.exitcode)
    attempt(lambda: process.pid)
    attempt(process.start)
    attempt(process.terminate)
    attempt(process.close)
    tell(process.name)


@case
def close_of_a_running_one_is_an_error():
    event = Event()
    process = Process(target=wait_for, args=[event])
    process.start()
    attempt(process.close)
    event.set()
    process.join()
    attempt(process.close)


@case
def there_are_processors():
    tell(cpu_count() >= 1)


if __name__ == '__main__':
    set_start_method('spawn')
    main()
