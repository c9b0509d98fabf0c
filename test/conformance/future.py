"""concurrent.futures.Future, wait and as_completed, with futures that the program itself brings to an end"""
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Future, as_completed, wait
from threading import Thread

from cases import attempt, case, main, name_of, tell, took_at_least

future = Future()
second = Future()
third = Future()


def tell_result():
    attempt(future.result)


def set_second():
    second.set_result(2)


def fail_second():
    second.set_exception(TypeError('it fails'))


def tell_done(done):
    tell('done', done.done(), done is future)


def tell_again(_):
    tell('again')


def fail_callback(_):
    raise TypeError('the callback fails')


def in_thread(target):
    thread = Thread(target=target)
    thread.start()
    return thread


def tell_state(given):
    tell(given.running(), given.done(), given.cancelled())


def cancel_for_sure(given):
    """Cancelled, and whoever would have carried it out knows."""
    given.cancel()
    given.set_running_or_notify_cancel()


def names(futures):
    """Which of the three."""
    every = [future, second, third]
    return sorted(every.index(each) + 1 for each in futures)


@case
def is_pending_at_first():
    tell_state(future)


@case
def runs_when_it_is_marked():
    tell(future.set_running_or_notify_cancel())
    tell_state(future)


@case
def is_done_with_its_result():
    attempt(lambda: future.set_result([1]))
    tell_state(future)
    attempt(future.result)
    attempt(lambda: future.result(0))
    attempt(future.exception)


@case
def is_done_with_its_exception():
    attempt(lambda: future.set_exception(TypeError('it fails')))
    tell_state(future)
    attempt(future.result)
    attempt(future.result)
    tell(name_of(future.exception()))


@case
def may_run_before_it_is_done():
    future.set_running_or_notify_cancel()
    future.set_result(None)
    tell_state(future)
    attempt(future.result)


@case
def result_waits():
    thread = in_thread(tell_result)
    thread.join(0.02)
    tell(thread.is_alive())
    future.set_result('here')
    thread.join()


@case
def result_waits_for_an_exception():
    thread = in_thread(tell_result)
    future.set_exception(ValueError('it fails'))
    thread.join()


@case
def result_of_a_cancelled_one_throws():
    thread = in_thread(tell_result)
    future.cancel()
    thread.join()
    attempt(future.result)
    attempt(future.exception)


@case
def timeout_passes():
    tell(took_at_least(0.03, lambda: attempt(lambda: future.result(0.03))))
    attempt(lambda: future.exception(0.01))
    attempt(lambda: future.result(0))
    attempt(lambda: future.result(-1))
    tell_state(future)


@case
def cancel_of_a_pending_one():
    tell(future.cancel())
    tell_state(future)
    tell(future.cancel())


@case
def cancel_of_a_running_one_fails():
    future.set_running_or_notify_cancel()
    tell(future.cancel())
    tell_state(future)


@case
def cancel_of_a_finished_one_fails():
    future.set_result(1)
    tell(future.cancel())
    second.set_exception(TypeError())
    tell(second.cancel())
    tell_state(future)


@case
def cancelled_one_must_not_be_carried_out():
    future.cancel()
    tell(future.set_running_or_notify_cancel())
    tell_state(future)
    attempt(future.set_running_or_notify_cancel)


@case
def marking_twice_is_an_error():
    future.set_running_or_notify_cancel()
    attempt(future.set_running_or_notify_cancel)
    second.set_result(1)
    attempt(second.set_running_or_notify_cancel)


@case
def setting_twice_is_an_error():
    future.set_result(1)
    attempt(lambda: future.set_result(2))
    attempt(lambda: future.set_exception(TypeError()))
    tell(future.result())
    second.set_exception(TypeError())
    attempt(lambda: second.set_result(2))


@case
def setting_a_cancelled_one_is_an_error():
    future.cancel()
    attempt(lambda: future.set_result(1))
    attempt(lambda: future.set_exception(TypeError()))


@case
def callback_is_called_when_it_is_done():
    future.add_done_callback(tell_done)
    tell('not yet')
    future.set_result(1)
    tell('after')


@case
def callback_is_called_for_an_exception():
    future.add_done_callback(tell_done)
    future.set_exception(TypeError())


@case
def callback_is_called_when_it_is_cancelled():
    future.add_done_callback(tell_done)
    future.cancel()
    future.cancel()


@case
def callback_of_a_done_one_is_called_at_once():
    future.set_result(1)
    future.add_done_callback(tell_done)
    tell('after')


@case
def callbacks_are_called_in_order():
    future.add_done_callback(tell_done)
    future.add_done_callback(tell_again)
    future.add_done_callback(tell_done)
    future.set_result(1)


@case
def what_a_callback_throws_is_ignored():
    future.add_done_callback(fail_callback)
    future.add_done_callback(tell_done)
    attempt(lambda: future.set_result(1))
    attempt(lambda: future.add_done_callback(fail_callback))
    tell(future.result())


@case
def wait_for_none():
    done, not_done = wait([])
    tell(names(done), names(not_done))


@case
def wait_for_done_ones():
    future.set_result(1)
    second.set_exception(TypeError())
    cancel_for_sure(third)
    done, not_done = wait([future, second, third])
    tell(names(done), names(not_done))


@case
def wait_for_all():
    future.set_result(1)
    thread = in_thread(set_second)
    done, not_done = wait([future, second])
    tell(names(done), names(not_done))
    thread.join()


@case
def wait_times_out():
    future.set_result(1)

    def wait_for_both():
        done, not_done = wait([future, second], 0.03)
        tell(names(done), names(not_done))

    tell(took_at_least(0.03, wait_for_both))
    done, not_done = wait([second, third], 0)
    tell(names(done), names(not_done))


@case
def wait_for_the_first():
    thread = in_thread(set_second)
    done, not_done = wait([future, second, third], 60, FIRST_COMPLETED)
    tell(names(done), names(not_done))
    thread.join()
    future.set_result(1)
    again = wait([future, third], None, FIRST_COMPLETED)
    tell(names(again.done), names(again.not_done))


@case
def wait_for_the_first_exception():
    future.set_result(1)
    thread = in_thread(fail_second)
    done, not_done = wait([future, second, third], 60, FIRST_EXCEPTION)
    tell(names(done), names(not_done))
    thread.join()


@case
def wait_for_the_first_exception_without_any():
    future.set_result(1)
    thread = in_thread(set_second)
    done, not_done = wait([future, second], 60, FIRST_EXCEPTION)
    tell(names(done), names(not_done))
    thread.join()


@case
def cancelled_is_no_exception():
    cancel_for_sure(future)
    done, not_done = wait([future, second], 0.01, FIRST_EXCEPTION)
    tell(names(done), names(not_done))


@case
def wait_takes_each_once():
    future.set_result(1)
    done, not_done = wait([future, future], 60, ALL_COMPLETED)
    tell(names(done), names(not_done))


@case
def unknown_return_when_is_an_error():
    attempt(lambda: wait([future], 0.01, 'SOMETIMES'))


@case
def as_completed_gives_done_ones_first():
    second.set_result(2)
    order = []
    for each in as_completed([future, second]):
        order.extend(names([each]))
        if each is second:
            future.set_result(1)
    tell(order)


@case
def as_completed_gives_them_as_they_get_done():
    third.set_result(3)
    order = []
    for each in as_completed([future, second, third]):
        order.extend(names([each]))
        if each is third:
            in_thread(set_second).join()
        if each is second:
            cancel_for_sure(future)
    tell(order)


@case
def as_completed_gives_each_once():
    future.set_result(1)
    tell(len(list(as_completed([future, future]))), len(list(as_completed([]))))


@case
def as_completed_times_out():
    future.set_result(1)
    given = []

    def give():
        for each in as_completed([future, second], 0.03):
            given.extend(names([each]))

    attempt(give)
    tell(given)


if __name__ == '__main__':
    main()
