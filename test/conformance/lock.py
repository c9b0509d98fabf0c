"""threading.Lock"""
from queue import Queue
from threading import Lock, Thread

from cases import attempt, case, main, tell, took_at_least

lock = Lock()
got = Queue()


def take_and_tell():
    lock.acquire()
    tell('taken by the other thread')


def take_and_report():
    lock.acquire()
    got.put('one')


def give_back(given):
    given.release()


def try_to_take():
    tell(lock.acquire(False))


def take_with_timeout():
    tell(lock.acquire(True, 60))
    lock.release()


def count_up():
    for _ in range(50):
        with lock:
            count = got.get()
            got.put(f'{int(count) + 1}')


def in_thread(target):
    thread = Thread(target=target)
    thread.start()
    return thread


@case
def starts_unlocked():
    tell(lock.locked())


@case
def acquire_locks():
    tell(lock.acquire())
    tell(lock.locked())


@case
def release_unlocks():
    lock.acquire()
    attempt(lock.release)
    tell(lock.locked())


@case
def release_of_an_unlocked_lock_is_an_error():
    attempt(lock.release)
    tell(lock.locked())
    tell(lock.acquire(False))


@case
def release_twice_is_an_error():
    lock.acquire()
    lock.release()
    attempt(lock.release)
    tell(lock.locked())


@case
def not_reentrant():
    lock.acquire()
    tell(lock.acquire(False))
    tell(lock.acquire(True, 0.01))
    tell(lock.locked())


@case
def without_blocking():
    tell(lock.acquire(False))
    tell(lock.acquire(False))
    lock.release()
    tell(lock.acquire(False))


@case
def timeout_passes():
    lock.acquire()
    tell(took_at_least(0.03, lambda: tell(lock.acquire(True, 0.03))))
    tell(lock.locked())


@case
def timeout_of_zero():
    tell(lock.acquire(True, 0))
    tell(lock.acquire(True, 0))


@case
def minus_one_waits_for_ever():
    lock.acquire()
    thread = in_thread(take_and_tell)
    tell('releasing')
    lock.release()
    thread.join()
    tell(lock.acquire(False, -1))


@case
def timeout_without_blocking_is_an_error():
    attempt(lambda: lock.acquire(False, 1))
    attempt(lambda: lock.acquire(False, 0))
    attempt(lambda: lock.acquire(False, -5))
    tell(lock.locked())


@case
def negative_timeout_is_an_error():
    attempt(lambda: lock.acquire(True, -2))
    attempt(lambda: lock.acquire(True, -0.5))
    tell(lock.locked())


@case
def too_long_timeout_is_an_error():
    attempt(lambda: lock.acquire(True, 1e10))
    tell(lock.locked())


@case
def acquire_waits_for_the_release():
    lock.acquire()
    thread = in_thread(take_and_tell)
    tell('releasing')
    lock.release()
    thread.join()
    tell(lock.locked())


@case
def any_thread_may_release():
    lock.acquire()
    thread = Thread(target=give_back, args=[lock])
    thread.start()
    thread.join()
    tell(lock.locked())


@case
def one_waiter_goes_on_at_a_time():
    lock.acquire()
    threads = [in_thread(take_and_report), in_thread(take_and_report)]
    lock.release()
    tell(got.get())
    attempt(lambda: got.get(True, 0.02))
    lock.release()
    tell(got.get())
    for thread in threads:
        thread.join()
    tell(lock.locked())


@case
def released_within_the_timeout():
    lock.acquire()
    thread = in_thread(take_with_timeout)
    lock.release()
    thread.join()
    tell(lock.locked())


@case
def held_for_other_threads():
    lock.acquire()
    in_thread(try_to_take).join()
    lock.release()
    in_thread(try_to_take).join()


@case
def stays_locked_when_its_thread_ends():
    in_thread(take_and_tell).join()
    tell(lock.locked(), lock.acquire(False))


@case
def locks_are_independent():
    other = Lock()
    lock.acquire()
    tell(other.locked(), other.acquire(False))
    other.release()
    tell(lock.locked())


@case
def excludes_each_other():
    got.put('0')
    threads = [in_thread(count_up) for _ in range(4)]
    for thread in threads:
        thread.join()
    tell(got.get())


if __name__ == '__main__':
    main()
