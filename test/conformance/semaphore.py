"""threading.Semaphore and threading.BoundedSemaphore"""
from queue import Queue
from threading import BoundedSemaphore, Event, Semaphore, Thread

from cases import attempt, case, main, tell, took_at_least

none = Semaphore(0)
two = Semaphore(2)
inside = Queue()
may_leave = Event()


def take_and_report():
    none.acquire()
    inside.put('in')


def give_back(given):
    given.release()


def take_with_timeout():
    tell(none.acquire(True, 60))


def stay_inside():
    with two:
        inside.put('in')
        may_leave.wait()


def in_thread(target):
    thread = Thread(target=target)
    thread.start()
    return thread


def permits(semaphore):
    """How many permits there are now; it takes them."""
    count = 0
    while semaphore.acquire(False):
        count += 1
    return count


@case
def one_permit_by_default():
    tell(permits(Semaphore()), permits(BoundedSemaphore()))


@case
def as_many_permits_as_said():
    tell(permits(Semaphore(3)), permits(none), permits(BoundedSemaphore(2)))


@case
def negative_value_is_an_error():
    attempt(lambda: Semaphore(-1))
    attempt(lambda: BoundedSemaphore(-1))


@case
def acquire_answers_true():
    tell(two.acquire(), two.acquire(True), two.acquire(False))


@case
def acquire_waits_for_a_release():
    thread = in_thread(take_and_report)
    attempt(lambda: inside.get(True, 0.02))
    none.release()
    tell(inside.get())
    thread.join()
    tell(permits(none))


@case
def any_thread_may_release():
    two.acquire()
    two.acquire()
    thread = Thread(target=give_back, args=[two])
    thread.start()
    thread.join()
    tell(permits(two))


@case
def release_wakes_exactly_one():
    threads = [in_thread(take_and_report), in_thread(take_and_report)]
    none.release()
    tell(inside.get())
    attempt(lambda: inside.get(True, 0.02))
    none.release()
    tell(inside.get())
    for thread in threads:
        thread.join()


@case
def release_of_several():
    threads = [in_thread(take_and_report), in_thread(take_and_report)]
    none.release(2)
    for thread in threads:
        thread.join()
    tell(inside.qsize())
    none.release(3)
    tell(permits(none))


@case
def release_of_less_than_one_is_an_error():
    attempt(lambda: two.release(0))
    attempt(lambda: two.release(-1))
    attempt(lambda: BoundedSemaphore(1).release(0))
    tell(permits(two))


@case
def may_have_more_permits_than_at_first():
    attempt(two.release)
    two.release()
    tell(permits(two))


@case
def timeout_passes():
    tell(took_at_least(0.03, lambda: tell(none.acquire(True, 0.03))))
    none.release()
    tell(none.acquire(True, 0.03))


@case
def timeout_of_zero_or_less():
    tell(none.acquire(True, 0), none.acquire(True, -1))
    tell(two.acquire(True, 0), two.acquire(True, -1))


@case
def released_within_the_timeout():
    thread = in_thread(take_with_timeout)
    none.release()
    thread.join()


@case
def timeout_without_blocking_is_an_error():
    attempt(lambda: two.acquire(False, 1))
    attempt(lambda: two.acquire(False, 0))
    tell(permits(two))


@case
def never_more_inside_than_permits():
    threads = [in_thread(stay_inside) for _ in range(4)]
    tell(inside.get(), inside.get())
    attempt(lambda: inside.get(True, 0.02))
    may_leave.set()
    for thread in threads:
        thread.join()
    tell(inside.qsize(), permits(two))


@case
def bounded_release_of_too_many_is_an_error():
    bounded = BoundedSemaphore(2)
    attempt(bounded.release)
    bounded.acquire()
    attempt(bounded.release)
    attempt(bounded.release)
    tell(permits(bounded))


@case
def bounded_release_of_several_is_all_or_nothing():
    bounded = BoundedSemaphore(3)
    bounded.acquire()
    bounded.acquire()
    attempt(lambda: bounded.release(3))
    tell(permits(bounded))
    attempt(lambda: bounded.release(2))
    tell(permits(bounded))


@case
def bounded_of_zero():
    bounded = BoundedSemaphore(0)
    tell(bounded.acquire(False))
    attempt(bounded.release)


@case
def bounded_is_a_semaphore():
    bounded = BoundedSemaphore(1)
    tell(isinstance(bounded, Semaphore), bounded.acquire(), bounded.acquire(False), bounded.acquire(True, 0.01))
    thread = Thread(target=give_back, args=[bounded])
    thread.start()
    thread.join()
    tell(permits(bounded))


if __name__ == '__main__':
    main()
