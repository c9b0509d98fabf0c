"""concurrent.futures.ThreadPoolExecutor"""
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool
from queue import Queue
from threading import Event, Thread, current_thread
from time import sleep

from cases import attempt, case, main, name_of, tell, took_at_least, until

may_end = Event()
running = Queue()
seen = Queue()


def add(a, b):
    return a + b


def square(n):
    return n * n


def fail(message):
    raise ValueError(message)


def not_zero(n):
    if n == 0:
        raise TypeError('it is zero')
    return n


def occupy():
    running.put(current_thread().name)
    may_end.wait()
    return 'done'


def name_of_thread():
    return current_thread().name


def is_daemon():
    return current_thread().daemon


def report(value):
    seen.put(value)


def tell_late():
    may_end.wait()
    sleep(0.01)
    tell('after main')


def tell_done(future):
    tell('done', future.result())


def prepare(word):
    seen.put(word)


def fail_to_prepare():
    raise TypeError('not prepared')


def end_when_cancelled(pending):
    until(pending.cancelled)
    may_end.set()


def busy_pool():
    """A pool whose only worker is busy until mayEnd is set."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(occupy)
    running.get()
    return pool, future


@case
def submit_gives_a_future():
    pool = ThreadPoolExecutor(2)
    future = pool.submit(add, 1, 2)
    tell(future.result(), future.done(), future.running(), future.cancelled())
    pool.shutdown()


@case
def what_the_call_throws_is_its_result():
    pool = ThreadPoolExecutor(1)
    future = pool.submit(fail, 'no')
    attempt(future.result)
    tell(name_of(future.exception()), future.done())
    attempt(lambda: pool.submit(square, 3).result())
    pool.shutdown()


@case
def less_than_one_worker_is_an_error():
    attempt(lambda: ThreadPoolExecutor(0))
    attempt(lambda: ThreadPoolExecutor(-1))


@case
def at_most_so_many_at_once():
    pool = ThreadPoolExecutor(2)
    futures = [pool.submit(occupy), pool.submit(occupy), pool.submit(occupy)]
    tell(sorted([running.get(), running.get()]))
    attempt(lambda: running.get(True, 0.02))
    tell(sum(each.running() for each in futures))
    may_end.set()
    tell([each.result() for each in futures])
    pool.shutdown()


@case
def threads_are_named():
    pool = ThreadPoolExecutor(1)
    named = ThreadPoolExecutor(1, 'worker')
    third = ThreadPoolExecutor(1)
    tell(pool.submit(name_of_thread).result(), named.submit(name_of_thread).result())
    tell(third.submit(name_of_thread).result())
    for each in [pool, named, third]:
        each.shutdown()


@case
def workers_are_used_again():
    pool = ThreadPoolExecutor(1)
    tell(pool.submit(name_of_thread).result(), pool.submit(name_of_thread).result())
    tell(pool.submit(is_daemon).result())
    pool.shutdown()


@case
def one_worker_keeps_the_order():
    pool = ThreadPoolExecutor(1)
    for n in [1, 2, 3]:
        pool.submit(report, n)
    pool.shutdown()
    tell(seen.get(), seen.get(), seen.get())


@case
def map_gives_results_in_order():
    pool = ThreadPoolExecutor(3)
    tell(list(pool.map(square, [3, 1, 2])))
    tell(list(pool.map(square, [])))
    pool.shutdown()


@case
def map_takes_several_lists():
    pool = ThreadPoolExecutor(2)
    tell(list(pool.map(add, [1, 2, 3], [10, 20])))
    pool.shutdown()


@case
def map_throws_when_it_comes_to_the_result():
    pool = ThreadPoolExecutor(1)
    results = pool.map(not_zero, [1, 2, 0, 4])
    tell(next(results), next(results))
    attempt(lambda: next(results))
    pool.shutdown()


@case
def map_begins_at_once():
    pool = ThreadPoolExecutor(1)
    results = pool.map(report, [1, 2])
    tell(seen.get(), seen.get())
    tell(list(results))
    pool.shutdown()


@case
def map_times_out():
    pool, future = busy_pool()
    results = pool.map(square, [1], timeout=0.03)
    attempt(lambda: next(results))
    may_end.set()
    tell(future.result())
    pool.shutdown()


@case
def map_within_its_timeout():
    pool = ThreadPoolExecutor(1)
    tell(list(pool.map(square, [1, 2], timeout=60)))
    pool.shutdown()


@case
def pending_call_can_be_cancelled():
    pool, future = busy_pool()
    pending = pool.submit(report, 1)
    tell(pending.cancel(), future.cancel())
    may_end.set()
    pool.shutdown()
    tell(pending.cancelled(), future.result(), seen.qsize())


@case
def after_shutdown_nothing_can_be_submitted():
    pool = ThreadPoolExecutor(1)
    tell(pool.submit(square, 2).result())
    attempt(pool.shutdown)
    attempt(lambda: pool.submit(square, 2))
    attempt(lambda: pool.map(square, [2]))
    attempt(pool.shutdown)


@case
def shutdown_waits_for_all_calls():
    pool = ThreadPoolExecutor(1)
    futures = [pool.submit(square, n) for n in (1, 2, 3)]
    pool.shutdown()
    tell([each.done() for each in futures])


@case
def shutdown_without_waiting():
    pool, future = busy_pool()
    pending = pool.submit(square, 3)
    attempt(lambda: pool.shutdown(False))
    attempt(lambda: pool.submit(square, 4))
    tell(future.running())
    may_end.set()
    tell(future.result(), pending.result())


@case
def shutdown_cancels_what_has_not_begun():
    pool, future = busy_pool()
    pending = [pool.submit(square, 3), pool.submit(square, 4)]
    pool.shutdown(False, cancel_futures=True)
    tell([each.cancelled() for each in pending])
    attempt(lambda: pending[0].result())
    may_end.set()
    tell(future.result())


@case
def shutdown_waits_for_what_runs_and_cancels_the_rest():
    pool, future = busy_pool()
    pending = pool.submit(square, 3)
    thread = Thread(target=end_when_cancelled, args=[pending])
    thread.start()
    pool.shutdown(True, cancel_futures=True)
    tell(future.done(), pending.cancelled())
    thread.join()


@case
def program_waits_for_its_calls():
    pool = ThreadPoolExecutor(1)
    pool.submit(tell_late)
    tell('main ends')
    may_end.set()


@case
def initializer_runs_first():
    pool = ThreadPoolExecutor(1, 'worker', prepare, ['ready'])
    pool.submit(report, 'called').result()
    pool.submit(report, 'called again').result()
    tell(seen.get(), seen.get(), seen.get(), seen.qsize())
    pool.shutdown()


@case
def failing_initializer_breaks_the_pool():
    pool = ThreadPoolExecutor(1, 'worker', fail_to_prepare)
    future = pool.submit(square, 2)
    attempt(future.result)
    attempt(lambda: pool.submit(square, 3))
    pool.shutdown()


@case
def broken_thread_pool_is_a_broken_executor():
    error = BrokenThreadPool()
    tell(isinstance(error, BrokenExecutor), isinstance(error, RuntimeError))


@case
def callback_of_a_call():
    pool, future = busy_pool()
    pending = pool.submit(square, 5)
    pending.add_done_callback(tell_done)
    may_end.set()
    pool.shutdown()
    tell(future.done())


@case
def result_times_out():
    pool, future = busy_pool()
    tell(took_at_least(0.03, lambda: attempt(lambda: future.result(0.03))))
    attempt(lambda: future.exception(0.01))
    may_end.set()
    tell(future.result())
    pool.shutdown()


if __name__ == '__main__':
    main()
