"""multiprocessing.Pool"""
from multiprocessing import Manager, Pool, current_process, set_start_method
from os import getpid

from cases import attempt, case, main, name_of, tell, took_at_least


def square(n):
    return n * n


def add(a, b):
    return a + b


def fail(message):
    raise ValueError(message)


def fail_on_two(n):
    if n == 2:
        raise TypeError('two')
    return n


def is_daemon():
    return current_process().daemon


def pid_of(_):
    return getpid()


def prepare(queue, word):
    queue.put(word)


def occupy(running, may_end):
    running.put('in')
    may_end.wait()
    return 'done'


def tell_result(result):
    tell('called back', result, current_process().name)


def tell_error(error):
    tell('called back', name_of(error), current_process().name)


def end(pool):
    pool.close()
    pool.join()


@case
def apply_gives_the_result():
    pool = Pool(2)
    tell(pool.apply(square, [3]), pool.apply(add, [1, 2]))
    attempt(lambda: pool.apply(fail, ['no']))
    tell(pool.apply(square, [4]))
    end(pool)


@case
def apply_async_gives_it_later():
    pool = Pool(1)
    result = pool.apply_async(square, [3])
    tell(result.get(), result.get(60), result.ready(), result.successful())
    failed = pool.apply_async(fail, ['no'])
    failed.wait()
    tell(failed.ready(), failed.successful())
    attempt(failed.get)
    end(pool)


@case
def a_result_that_is_not_there():
    manager = Manager()
    running, may_end = [manager.Queue(), manager.Event()]
    pool = Pool(1)
    result = pool.apply_async(occupy, [running, may_end])
    running.get()
    tell(result.ready())
    attempt(result.successful)
    tell(took_at_least(0.03, lambda: attempt(lambda: result.get(0.03))))
    tell(took_at_least(0.03, lambda: result.wait(0.03)))
    may_end.set()
    tell(result.get(), result.ready(), result.successful())
    end(pool)
    manager.shutdown()


@case
def map_gives_results_in_order():
    pool = Pool(2)
    tell(pool.map(square, [3, 1, 2]), pool.map(square, []))
    tell(pool.map(square, [1, 2, 3, 4, 5], 2))
    end(pool)


@case
def map_throws_what_a_call_threw():
    pool = Pool(2)
    attempt(lambda: pool.map(fail_on_two, [1, 2, 3]))
    tell(pool.map(fail_on_two, [1, 3]))
    end(pool)


@case
def map_async_gives_them_later():
    pool = Pool(2)
    results = pool.map_async(square, [1, 2, 3])
    tell(results.get(), results.ready(), results.successful())
    attempt(lambda: pool.map_async(fail_on_two, [1, 2]).get())
    end(pool)


@case
def imap_gives_them_one_by_one():
    pool = Pool(2)
    results = pool.imap(square, [1, 2, 3])
    tell(next(results), results.next(60), list(results))
    tell(list(pool.imap(square, [1, 2, 3], 2)))
    end(pool)


@case
def imap_throws_in_its_place_and_goes_on():
    pool = Pool(2)
    results = pool.imap(fail_on_two, [1, 2, 3])
    tell(next(results))
    attempt(lambda: next(results))
    tell(next(results))
    end(pool)


@case
def imap_times_out():
    manager = Manager()
    running, may_end = [manager.Queue(), manager.Event()]
    pool = Pool(1)
    busy = pool.apply_async(occupy, [running, may_end])
    results = pool.imap(square, [3])
    attempt(lambda: results.next(0.02))
    may_end.set()
    tell(busy.get(), next(results))
    end(pool)
    manager.shutdown()


@case
def imap_unordered_gives_them_all():
    pool = Pool(2)
    tell(sorted(pool.imap_unordered(square, [1, 2, 3])))
    end(pool)


@case
def starmap_spreads_its_items():
    pool = Pool(2)
    tell(pool.starmap(add, [[1, 2], [3, 4]]))
    tell(pool.starmap_async(add, [[5, 6]]).get())
    end(pool)


@case
def callbacks_are_called_in_the_parent():
    pool = Pool(1)
    pool.apply_async(square, [3], callback=tell_result, error_callback=tell_error).get()
    attempt(lambda: pool.apply_async(fail, ['no'], callback=tell_result, error_callback=tell_error).get())
    pool.map_async(square, [1, 2], callback=tell_result).get()
    end(pool)


@case
def at_most_so_many_at_once():
    manager = Manager()
    running, may_end = [manager.Queue(), manager.Event()]
    pool = Pool(2)
    results = [pool.apply_async(occupy, [running, may_end]) for _ in range(3)]
    tell(running.get(), running.get())
    attempt(lambda: running.get(True, 0.02))
    may_end.set()
    tell([each.get() for each in results])
    end(pool)
    manager.shutdown()


@case
def less_than_one_process_is_an_error():
    attempt(lambda: Pool(0))
    attempt(lambda: Pool(1, None, [], 0))


@case
def closed_it_takes_no_calls():
    pool = Pool(1)
    result = pool.apply_async(square, [3])
    attempt(pool.close)
    attempt(lambda: pool.apply(square, [3]))
    attempt(lambda: pool.map(square, [3]))
    attempt(lambda: pool.imap(square, [3]))
    attempt(pool.join)
    tell(result.get())


@case
def join_before_close_is_an_error():
    pool = Pool(1)
    attempt(pool.join)
    tell(pool.apply(square, [3]))
    end(pool)


@case
def join_waits_for_all_calls():
    pool = Pool(1)
    results = [pool.apply_async(square, [n]) for n in (1, 2, 3)]
    end(pool)
    tell([each.ready() for each in results])


@case
def terminate_ends_it_at_once():
    manager = Manager()
    running, may_end = [manager.Queue(), manager.Event()]
    pool = Pool(1)
    results = [pool.apply_async(occupy, [running, may_end]) for _ in range(2)]
    running.get()
    attempt(pool.terminate)
    attempt(pool.join)
    tell([each.ready() for each in results])
    attempt(lambda: pool.apply(square, [3]))
    attempt(lambda: results[0].get(0.01))
    manager.shutdown()


@case
def initializer_runs_in_each_process():
    manager = Manager()
    queue = manager.Queue()
    pool = Pool(2, prepare, [queue, 'ready'])
    end(pool)
    tell(queue.qsize(), queue.get(), queue.get())
    manager.shutdown()


@case
def workers_are_daemons():
    pool = Pool(1)
    tell(pool.apply(is_daemon))
    end(pool)


@case
def workers_may_be_replaced():
    pool = Pool(1, None, [], 1)
    pids = pool.map(pid_of, [1, 2], 1)
    tell(pids[0] != pids[1], pids[0] != getpid())
    end(pool)
    lasting = Pool(1)
    same = lasting.map(pid_of, [1, 2], 1)
    tell(same[0] == same[1])
    end(lasting)


if __name__ == '__main__':
    set_start_method('spawn')
    main()
