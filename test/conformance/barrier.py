"""threading.Barrier"""
from queue import Queue
from threading import Barrier, BrokenBarrierError, Thread

from cases import attempt, case, main, name_of, tell, took_at_least, until


def tell_action():
    tell('action')


def failing_action():
    raise ValueError('the action fails')


two = Barrier(2)
three = Barrier(3)
with_action = Barrier(2, tell_action)
with_failing_action = Barrier(2, failing_action)
impatient = Barrier(2, None, 0.02)
indices = Queue()
failures = Queue()


def wait_and_report(barrier):
    try:
        indices.put(barrier.wait())
    except Exception as error:
        failures.put(name_of(error))


def wait_and_tell(barrier):
    barrier.wait()
    tell('past the barrier')


def wait_twice(barrier):
    indices.put(barrier.wait())
    indices.put(barrier.wait())


def wait_patiently():
    impatient.wait(60)


def in_thread(target, barrier):
    thread = Thread(target=target, args=[barrier])
    thread.start()
    return thread


def waiter_at(barrier):
    """A thread that waits at the barrier for sure."""
    before = barrier.n_waiting
    thread = in_thread(wait_and_report, barrier)
    until(lambda: barrier.n_waiting > before)
    return thread


@case
def is_as_made():
    tell(three.parties, three.n_waiting, three.broken)


@case
def less_than_one_party_is_an_error():
    attempt(lambda: Barrier(0))
    attempt(lambda: Barrier(-1))


@case
def one_party_never_waits():
    barrier = Barrier(1)
    tell(barrier.wait(), barrier.wait(), barrier.n_waiting)


@case
def each_gets_another_number():
    threads = [in_thread(wait_and_report, three) for _ in range(3)]
    for thread in threads:
        thread.join()
    tell(sorted([indices.get(), indices.get(), indices.get()]))
    tell(three.n_waiting, three.broken)


@case
def waits_until_all_are_there():
    threads = [waiter_at(three), waiter_at(three)]
    tell(three.n_waiting, indices.qsize())
    in_thread(wait_and_report, three).join()
    for thread in threads:
        thread.join()
    tell(indices.qsize(), three.n_waiting)


@case
def may_be_used_again():
    threads = [in_thread(wait_twice, two), in_thread(wait_twice, two)]
    for thread in threads:
        thread.join()
    tell(sorted([indices.get(), indices.get(), indices.get(), indices.get()]))


@case
def action_is_called_once_before_any_goes_on():
    threads = [in_thread(wait_and_tell, with_action), in_thread(wait_and_tell, with_action)]
    for thread in threads:
        thread.join()


@case
def action_is_called_each_time():
    thread = in_thread(wait_twice, with_action)
    with_action.wait()
    with_action.wait()
    thread.join()


@case
def failing_action_breaks_the_barrier():
    thread = waiter_at(with_failing_action)
    attempt(with_failing_action.wait)
    thread.join()
    tell(failures.get(), with_failing_action.broken, with_failing_action.n_waiting)


@case
def timeout_breaks_the_barrier():
    thread = waiter_at(three)
    tell(took_at_least(0.03, lambda: attempt(lambda: three.wait(0.03))))
    thread.join()
    tell(failures.get(), three.broken, three.n_waiting)


@case
def timeout_of_zero_or_less():
    attempt(lambda: two.wait(0))
    two.reset()
    attempt(lambda: two.wait(-1))


@case
def its_own_timeout_is_the_default():
    attempt(impatient.wait)
    tell(impatient.broken)


@case
def waits_timeout_comes_first():
    thread = Thread(target=wait_patiently)
    thread.start()
    until(lambda: impatient.n_waiting == 1)
    thread.join(0.05)
    tell(impatient.wait(), impatient.broken)
    thread.join()


@case
def broken_stays_broken():
    two.abort()
    attempt(two.wait)
    attempt(lambda: two.wait(60))
    tell(two.broken, two.n_waiting)


@case
def abort_lets_waiters_fail():
    threads = [waiter_at(three), waiter_at(three)]
    attempt(three.abort)
    for thread in threads:
        thread.join()
    tell(failures.get(), failures.get(), three.broken, three.n_waiting)


@case
def reset_lets_waiters_fail():
    thread = waiter_at(two)
    attempt(two.reset)
    thread.join()
    tell(failures.get(), two.broken, two.n_waiting)


@case
def reset_makes_it_as_new():
    two.abort()
    two.reset()
    tell(two.broken)
    thread = waiter_at(two)
    tell(two.wait())
    thread.join()
    tell(indices.get())


@case
def reset_of_an_idle_barrier_does_nothing():
    two.reset()
    tell(two.broken, two.n_waiting)


@case
def broken_barrier_error_is_a_thread_error():
    two.abort()
    try:
        two.wait()
    except Exception as error:
        tell(isinstance(error, BrokenBarrierError), isinstance(error, RuntimeError))


if __name__ == '__main__':
    main()
