"""threading.Condition"""
from queue import Queue
from threading import Condition, Event, Lock, RLock, Thread

from cases import attempt, case, main, tell, took_at_least

condition = Condition()
ready = Queue()
woken = Queue()
may_go_on = Event()


def wait_and_report(name):
    """Says that it waits, waits, and says that it was woken."""
    with condition:
        ready.put(name)
        condition.wait()
        woken.put(name)


def wait_twice_as_deep():
    condition.acquire()
    condition.acquire()
    ready.put('deep')
    condition.wait()
    condition.release()
    woken.put('one level left')
    may_go_on.wait()
    condition.release()


def wait_for_item():
    with condition:
        ready.put('waits')
        tell(condition.wait_for(woken.qsize))


def wait_with_timeout(timeout):
    with condition:
        ready.put('waits')
        tell(condition.wait(timeout))


def try_to_take():
    taken = condition.acquire(False)
    tell(taken)
    if taken:
        condition.release()


def wait_on(given, name):
    with given:
        ready.put(name)
        given.wait()
        tell(name)


def in_thread(target):
    thread = Thread(target=target)
    thread.start()
    return thread


def waiters(*names):
    """Threads that wait on the condition for sure, in this order."""
    threads = []
    for name in names:
        thread = Thread(target=wait_and_report, args=[name])
        thread.start()
        ready.get()
        # The lock is free only once the thread waits.
        with condition:
            pass
        threads.append(thread)
    return threads


def notify(n=1):
    with condition:
        condition.notify(n)


def notify_all():
    with condition:
        condition.notify_all()


@case
def its_own_lock_is_an_r_lock():
    tell(condition.acquire(), condition.acquire(False))
    condition.release()
    in_thread(try_to_take).join()
    condition.release()
    in_thread(try_to_take).join()
    attempt(condition.release)


@case
def uses_the_lock_it_is_given():
    lock = Lock()
    other = Condition(lock)
    tell(other.acquire(), lock.locked(), other.acquire(False))
    other.release()
    tell(lock.locked())
    attempt(other.release)


@case
def uses_the_r_lock_it_is_given():
    lock = RLock()
    other = Condition(lock)
    tell(lock.acquire(), other.acquire(False))
    other.release()
    other.release()
    attempt(lock.release)


@case
def acquire_has_its_locks_arguments():
    attempt(lambda: condition.acquire(False, 1))
    attempt(lambda: condition.acquire(True, -2))
    tell(condition.acquire(True, 0.01))


@case
def wait_without_the_lock_is_an_error():
    attempt(condition.wait)
    attempt(lambda: condition.wait(0))
    attempt(Condition(Lock()).wait)


@case
def notify_without_the_lock_is_an_error():
    attempt(condition.notify)
    attempt(condition.notify_all)
    attempt(Condition(Lock()).notify)


@case
def wait_for_without_the_lock():
    attempt(lambda: condition.wait_for(lambda: False))
    attempt(lambda: condition.wait_for(lambda: False, 0))
    attempt(lambda: condition.wait_for(lambda: True))


@case
def wait_gives_up_the_lock_and_takes_it_again():
    [thread] = waiters('a')
    with condition:
        condition.notify()
        tell(woken.qsize())
    thread.join()
    tell(woken.get())


@case
def wakened_thread_waits_for_the_lock():
    [thread] = waiters('a')
    with condition:
        condition.notify()
        thread.join(0.03)
        tell(thread.is_alive(), woken.qsize())
    thread.join()
    tell(woken.get())


@case
def wait_answers_true_when_notified():
    thread = Thread(target=wait_with_timeout, args=[60])
    thread.start()
    ready.get()
    notify()
    thread.join()


@case
def timeout_passes():
    with condition:
        tell(took_at_least(0.03, lambda: tell(condition.wait(0.03))))
        in_thread(try_to_take).join()


@case
def timeout_of_zero_or_less():
    with condition:
        tell(condition.wait(0), condition.wait(-1))


@case
def timed_out_thread_is_not_notified():
    with condition:
        condition.wait(0.01)
    [thread] = waiters('a')
    notify()
    thread.join()
    tell(woken.get())


@case
def wait_gives_up_all_levels():
    thread = in_thread(wait_twice_as_deep)
    ready.get()
    notify()
    tell(woken.get())
    in_thread(try_to_take).join()
    may_go_on.set()
    thread.join()
    in_thread(try_to_take).join()


@case
def notify_wakes_one_by_default():
    threads = waiters('a', 'b')
    notify()
    tell(woken.get())
    attempt(lambda: woken.get(True, 0.02))
    notify()
    tell(woken.get())
    for thread in threads:
        thread.join()


@case
def notify_wakes_at_most_n():
    threads = waiters('a', 'b', 'c')
    notify(2)
    tell(sorted([woken.get(), woken.get()]))
    attempt(lambda: woken.get(True, 0.02))
    notify(5)
    tell(woken.get())
    for thread in threads:
        thread.join()


@case
def notify_of_none_wakes_none():
    threads = waiters('a')
    notify(0)
    attempt(lambda: woken.get(True, 0.02))
    notify()
    for thread in threads:
        thread.join()
    tell(woken.get())


@case
def notify_all_wakes_all():
    threads = waiters('a', 'b', 'c')
    notify_all()
    for thread in threads:
        thread.join()
    tell(sorted([woken.get(), woken.get(), woken.get()]))


@case
def first_woken_is_the_one_that_waited_longest():
    for thread in waiters('a', 'b', 'c'):
        notify()
        thread.join()
        tell(woken.get())


@case
def notify_without_waiters_is_forgotten():
    notify()
    notify_all()
    with condition:
        tell(condition.wait(0.01))


@case
def wait_for_answers_what_the_predicate_says():
    with condition:
        tell(condition.wait_for(lambda: 7), condition.wait_for(lambda: 'yes', 0))


@case
def wait_for_asks_again_after_each_notification():
    thread = in_thread(wait_for_item)
    ready.get()
    with condition:
        condition.notify()
    with condition:
        woken.put('x')
        woken.put('y')
        condition.notify()
    thread.join()


@case
def wait_for_times_out():
    with condition:
        tell(took_at_least(0.03, lambda: tell(condition.wait_for(lambda: 0, 0.03))))
        tell(condition.wait_for(lambda: False, 0), condition.wait_for(lambda: '', -1))
        in_thread(try_to_take).join()


@case
def what_the_predicate_throws_comes_through():
    def fail():
        raise TypeError

    with condition:
        attempt(lambda: condition.wait_for(fail))
        in_thread(try_to_take).join()


@case
def conditions_share_a_lock():
    lock = Lock()
    full = Condition(lock)
    empty = Condition(lock)
    threads = [Thread(target=wait_on, args=[each, str(i)]) for i, each in enumerate([full, empty])]
    for thread in threads:
        thread.start()
        ready.get()
        with lock:
            pass
    with lock:
        empty.notify_all()
    threads[1].join()
    tell(threads[0].is_alive())
    with full:
        full.notify()
    threads[0].join()


if __name__ == '__main__':
    main()
