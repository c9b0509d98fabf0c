"""threading.Event"""
from queue import Queue
from threading import Event, Thread

from cases import attempt, case, main, tell, took_at_least

event = Event()
passed = Queue()


def wait_and_report(name):
    event.wait()
    passed.put(name)


def wait_with_timeout():
    tell(event.wait(60))


def waiter(name):
    thread = Thread(target=wait_and_report, args=[name])
    thread.start()
    return thread


@case
def is_down_at_first():
    tell(event.is_set())


@case
def set_raises_the_flag():
    attempt(event.set)
    tell(event.is_set())


@case
def clear_lowers_the_flag():
    event.set()
    attempt(event.clear)
    tell(event.is_set())


@case
def set_and_clear_may_be_called_again():
    event.clear()
    event.set()
    event.set()
    tell(event.is_set())
    event.clear()
    event.clear()
    tell(event.is_set())


@case
def wait_does_not_wait_for_a_raised_flag():
    event.set()
    tell(event.wait(), event.wait(60), event.wait(0), event.wait(-1))
    tell(event.is_set())


@case
def wait_waits_for_set():
    thread = waiter('a')
    attempt(lambda: passed.get(True, 0.02))
    event.set()
    tell(passed.get())
    thread.join()


@case
def set_lets_all_go_on():
    threads = [waiter(name) for name in 'abc']
    event.set()
    for thread in threads:
        thread.join()
    tell(sorted([passed.get(), passed.get(), passed.get()]))


@case
def any_thread_may_set():
    thread = Thread(target=event.set)
    thread.start()
    tell(event.wait())
    thread.join()


@case
def wait_answers_true_within_the_timeout():
    thread = Thread(target=wait_with_timeout)
    thread.start()
    event.set()
    thread.join()


@case
def timeout_passes():
    tell(took_at_least(0.03, lambda: tell(event.wait(0.03))))
    tell(event.is_set())


@case
def timeout_of_zero_or_less():
    tell(event.wait(0), event.wait(-1))


@case
def waits_again_after_clear():
    event.set()
    event.wait()
    event.clear()
    tell(event.wait(0.01))
    thread = waiter('a')
    attempt(lambda: passed.get(True, 0.02))
    event.set()
    thread.join()
    tell(passed.get())


if __name__ == '__main__':
    main()
