"""threading.RLock"""
from threading import Event, RLock, Thread

from cases import attempt, case, main, tell, took_at_least

lock = RLock()
held = Event()
may_end = Event()


def try_to_take():
    taken = lock.acquire(False)
    tell(taken)
    if taken:
        lock.release()


def take_and_tell():
    with lock:
        tell('taken by the other thread')


def hold_twice():
    with lock, lock:
        held.set()
        may_end.wait()


def try_to_release():
    attempt(lock.release)


def in_thread(target):
    thread = Thread(target=target)
    thread.start()
    return thread


def factorial(n):
    with lock:
        return 1 if n <= 1 else n * factorial(n - 1)


@case
def acquire_answers_true():
    tell(lock.acquire())
    in_thread(try_to_take).join()


@case
def owner_takes_it_again_at_once():
    tell(lock.acquire(), lock.acquire(), lock.acquire(False), lock.acquire(True, 0.01))


@case
def free_after_as_many_releases():
    lock.acquire()
    lock.acquire()
    lock.acquire()
    in_thread(try_to_take).join()
    lock.release()
    in_thread(try_to_take).join()
    lock.release()
    in_thread(try_to_take).join()
    lock.release()
    in_thread(try_to_take).join()


@case
def recursion():
    tell(factorial(5))
    in_thread(try_to_take).join()


@case
def release_of_a_free_lock_is_an_error():
    attempt(lock.release)
    tell(lock.acquire(False))


@case
def one_release_too_many_is_an_error():
    lock.acquire()
    lock.acquire()
    lock.release()
    lock.release()
    attempt(lock.release)
    in_thread(try_to_take).join()


@case
def only_the_owner_may_release():
    lock.acquire()
    in_thread(try_to_release).join()
    in_thread(try_to_take).join()
    attempt(lock.release)
    in_thread(try_to_take).join()


@case
def release_by_a_thread_that_waits_outside_is_an_error():
    thread = in_thread(hold_twice)
    held.wait()
    attempt(lock.release)
    tell(lock.acquire(False))
    may_end.set()
    thread.join()
    tell(lock.acquire(False))


@case
def others_wait_for_the_last_release():
    lock.acquire()
    lock.acquire()
    thread = in_thread(take_and_tell)
    lock.release()
    tell('inner released')
    lock.release()
    thread.join()


@case
def timeout_passes():
    thread = in_thread(hold_twice)
    held.wait()
    tell(took_at_least(0.03, lambda: tell(lock.acquire(True, 0.03))))
    tell(lock.acquire(True, 0), lock.acquire(False))
    may_end.set()
    thread.join()


@case
def minus_one_waits_for_ever():
    thread = in_thread(hold_twice)
    held.wait()
    may_end.set()
    tell(lock.acquire(True, -1), lock.acquire(False, -1))
    thread.join()


@case
def timeout_without_blocking_is_an_error():
    attempt(lambda: lock.acquire(False, 1))
    attempt(lambda: lock.acquire(False, 0))
    in_thread(try_to_take).join()


@case
def negative_timeout_is_an_error():
    attempt(lambda: lock.acquire(True, -2))
    in_thread(try_to_take).join()


@case
def too_long_timeout_is_an_error():
    attempt(lambda: lock.acquire(True, 1e10))
    in_thread(try_to_take).join()


if __name__ == '__main__':
    main()
