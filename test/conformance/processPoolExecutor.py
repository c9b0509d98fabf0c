"""concurrent.futures.ProcessPoolExecutor"""
from concurrent.futures import ProcessPoolExecutor, as_completed, wait
from multiprocessing import Manager, active_children, current_process, set_start_method
from os import getpid
from time import sleep

from cases import attempt, case, main, name_of, tell


class Counter:
    value = 0


counter = Counter()


def square(n):
    return n * n


def add(a, b):
    return a + b


def fail(message):
    raise ValueError(message)


def pid():
    return getpid()


def count_up():
    counter.value += 1
    return counter.value


def occupy(running, may_end):
    running.put('in')
    may_end.wait()
    return 'done'


def oversleep():
    sleep(60)
    return 0


def prepare(queue, word):
    queue.put(word)


def fail_to_prepare():
    raise TypeError('not prepared')


def tell_done(future):
    tell('done', future.result(), current_process().name)


@case
def submit_gives_a_future():
    pool = ProcessPoolExecutor(2)
    future = pool.submit(add, 1, 2)
    tell(future.result(), future.done(), future.running(), future.cancelled())
    pool.shutdown()


@case
def what_the_call_throws_is_its_result():
    pool = ProcessPoolExecutor(1)
    future = pool.submit(fail, 'no')
    attempt(future.result)
    tell(name_of(future.exception()), pool.submit(square, 3).result())
    pool.shutdown()


@case
def calls_run_in_other_processes():
    pool = ProcessPoolExecutor(1)
    first = pool.submit(pid).result()
    tell(first != getpid(), first == pool.submit(pid).result())
    tell(pool.submit(count_up).result(), pool.submit(count_up).result(), counter.value)
    pool.shutdown()


@case
def less_than_one_worker_is_an_error():
    attempt(lambda: ProcessPoolExecutor(0))
    attempt(lambda: ProcessPoolExecutor(-1))


@case
def map_gives_results_in_order():
    pool = ProcessPoolExecutor(2)
    tell(list(pool.map(square, [3, 1, 2])), list(pool.map(square, [])))
    tell(list(pool.map(add, [1, 2, 3], [10, 20])))
    tell(list(pool.map(square, [1, 2, 3, 4, 5], chunksize=2, timeout=60)))
    pool.shutdown()


@case
def result_times_out():
    manager = Manager()
    running, may_end = [manager.Queue(), manager.Event()]
    pool = ProcessPoolExecutor(1)
    future = pool.submit(occupy, running, may_end)
    running.get()
    attempt(lambda: future.result(0.02))
    tell(future.running(), future.cancel())
    may_end.set()
    tell(future.result())
    pool.shutdown()
    manager.shutdown()


@case
def after_shutdown_nothing_can_be_submitted():
    pool = ProcessPoolExecutor(1)
    future = pool.submit(square, 2)
    attempt(pool.shutdown)
    tell(future.done())
    attempt(lambda: pool.submit(square, 2))
    attempt(lambda: pool.map(square, [2]))
    attempt(pool.shutdown)


@case
def callbacks_are_called_in_the_parent():
    pool = ProcessPoolExecutor(1)
    future = pool.submit(square, 5)
    future.add_done_callback(tell_done)
    pool.shutdown()


@case
def waiting_for_several():
    pool = ProcessPoolExecutor(2)
    futures = [pool.submit(square, 1), pool.submit(square, 2)]
    done, not_done = wait(futures)
    tell(len(done), len(not_done), sorted(each.result() for each in as_completed(futures)))
    pool.shutdown()


@case
def initializer_runs_first():
    manager = Manager()
    queue = manager.Queue()
    pool = ProcessPoolExecutor(1, initializer=prepare, initargs=(queue, 'ready'))
    tell(pool.submit(square, 2).result(), queue.get())
    pool.shutdown()
    tell(queue.qsize())
    manager.shutdown()


@case
def failing_initializer_breaks_the_pool():
    pool = ProcessPoolExecutor(1, initializer=fail_to_prepare)
    future = pool.submit(square, 2)
    attempt(future.result)
    attempt(lambda: pool.submit(square, 3))
    pool.shutdown()


@case
def dead_worker_breaks_the_pool():
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(oversleep), pool.submit(square, 2)]
    for child in active_children():
        child.kill()
    attempt(lambda: futures[0].result())
    attempt(lambda: futures[1].result())
    attempt(lambda: pool.submit(square, 3))
    attempt(pool.shutdown)


if __name__ == '__main__':
    set_start_method('spawn')
    main()
