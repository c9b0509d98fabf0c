"""queue.Queue"""
from queue import Queue
from threading import Event, Lock, Thread

from cases import attempt, case, main, name_of, tell, took_at_least

queue = Queue()
small = Queue(2)
seen = Queue()
started = Event()


def put_into(given, item):
    try:
        given.put(item)
        seen.put('put')
    except Exception as error:
        seen.put(name_of(error))


def get_from(given):
    try:
        seen.put(given.get())
    except Exception as error:
        seen.put(name_of(error))


def join_and_report():
    started.set()
    queue.join()
    seen.put('joined')


def work(times):
    for i in range(times):
        seen.put(queue.get())
        queue.task_done()


def putter(given, item):
    thread = Thread(target=put_into, args=[given, item])
    thread.start()
    return thread


def getter(given):
    thread = Thread(target=get_from, args=[given])
    thread.start()
    return thread


def fill(given, *items):
    for item in items:
        given.put(item)


@case
def is_empty_at_first():
    tell(queue.qsize(), queue.empty(), queue.full(), queue.maxsize, small.maxsize)


@case
def first_in_first_out():
    fill(queue, 1, 2, 3)
    tell(queue.get(), queue.get(), queue.get())


@case
def keeps_what_it_is_given():
    fill(queue, None, True, -0.5, 'text', [1, [2]], {'a': 1})
    for i in range(6):
        tell(queue.get())


@case
def shared_objects_stay_the_same():
    lock = Lock()
    queue.put(lock)
    same = queue.get()
    same.acquire()
    tell(lock.locked())


@case
def size_follows_puts_and_gets():
    fill(small, 1)
    tell(small.qsize(), small.empty(), small.full())
    fill(small, 2)
    tell(small.qsize(), small.empty(), small.full())
    small.get()
    tell(small.qsize(), small.empty(), small.full())


@case
def maxsize_of_zero_or_less_is_no_limit():
    for maxsize in [0, -3]:
        any = Queue(maxsize)
        for i in range(100):
            any.put_nowait(i)
        tell(any.maxsize, any.qsize(), any.full())


@case
def get_waits_for_a_put():
    thread = getter(queue)
    attempt(lambda: seen.get(True, 0.02))
    queue.put('item')
    tell(seen.get())
    thread.join()


@case
def put_waits_for_a_get():
    fill(small, 1, 2)
    thread = putter(small, 3)
    attempt(lambda: seen.get(True, 0.02))
    tell(small.get())
    tell(seen.get())
    tell(small.get(), small.get())
    thread.join()


@case
def get_without_blocking():
    attempt(lambda: queue.get(False))
    attempt(queue.get_nowait)
    fill(queue, 1, 2)
    attempt(lambda: queue.get(False))
    attempt(queue.get_nowait)


@case
def put_without_blocking():
    attempt(lambda: small.put(1, False))
    attempt(lambda: small.put_nowait(2))
    attempt(lambda: small.put(3, False))
    attempt(lambda: small.put_nowait(3))
    tell(small.qsize())


@case
def get_times_out():
    tell(took_at_least(0.03, lambda: attempt(lambda: queue.get(True, 0.03))))
    attempt(lambda: queue.get(True, 0))


@case
def put_times_out():
    fill(small, 1, 2)
    tell(took_at_least(0.03, lambda: attempt(lambda: small.put(3, True, 0.03))))
    attempt(lambda: small.put(3, True, 0))
    tell(small.qsize())


@case
def timeout_counts_for_nothing_without_blocking():
    fill(small, 1, 2)
    attempt(lambda: small.put(3, False, -1))
    attempt(lambda: queue.get(False, -1))


@case
def negative_timeout_is_an_error():
    attempt(lambda: queue.get(True, -1))
    attempt(lambda: small.put(1, True, -1))
    attempt(lambda: queue.put(1, True, -1))
    tell(small.qsize(), queue.qsize())
    attempt(lambda: queue.get(True, -1))
    tell(queue.qsize())


@case
def what_is_there_comes_within_any_timeout():
    fill(queue, 1, 2)
    tell(queue.get(True, 60), queue.get(True, 0))
    attempt(lambda: small.put(1, True, 60))
    attempt(lambda: small.put(2, True, 0))
    tell(small.qsize())


@case
def each_item_goes_to_one_getter():
    threads = [getter(queue), getter(queue), getter(queue)]
    fill(queue, 1, 2, 3)
    for thread in threads:
        thread.join()
    tell(sorted([seen.get(), seen.get(), seen.get()]))
    tell(seen.empty(), queue.empty())


@case
def task_done_too_often_is_an_error():
    attempt(queue.task_done)
    fill(queue, 1)
    queue.get()
    attempt(queue.task_done)
    attempt(queue.task_done)


@case
def task_done_counts_puts_and_not_gets():
    fill(queue, 1)
    attempt(queue.task_done)
    attempt(queue.task_done)
    tell(queue.qsize())


@case
def join_of_an_unused_queue_returns():
    attempt(queue.join)


@case
def join_waits_for_all_tasks():
    fill(queue, 1, 2)
    thread = Thread(target=join_and_report)
    thread.start()
    started.wait()
    queue.get()
    queue.task_done()
    queue.get()
    attempt(lambda: seen.get(True, 0.02))
    queue.task_done()
    tell(seen.get())
    thread.join()


@case
def join_waits_for_workers():
    threads = [Thread(target=work, args=[times]) for times in (4, 6)]
    for thread in threads:
        thread.start()
    for i in range(10):
        queue.put(i)
    queue.join()
    tell(seen.qsize(), queue.qsize())
    for thread in threads:
        thread.join()


@case
def after_shutdown_nothing_can_be_put():
    fill(small, 1, 2)
    attempt(small.shutdown)
    attempt(lambda: small.put(3))
    attempt(lambda: small.put(3, True, 0.01))
    attempt(lambda: small.put_nowait(3))
    tell(small.qsize())


@case
def after_shutdown_the_rest_can_be_got():
    fill(queue, 1, 2)
    queue.shutdown()
    attempt(queue.get)
    attempt(queue.get_nowait)
    attempt(queue.get)
    attempt(lambda: queue.get(True, 0.01))
    attempt(queue.get_nowait)


@case
def shutdown_lets_waiting_getters_fail():
    threads = [getter(queue), getter(queue)]
    queue.shutdown()
    for thread in threads:
        thread.join()
    tell(seen.get(), seen.get())


@case
def shutdown_lets_waiting_putters_fail():
    fill(small, 1, 2)
    threads = [putter(small, 3), putter(small, 4)]
    small.shutdown()
    for thread in threads:
        thread.join()
    tell(seen.get(), seen.get(), small.qsize())


@case
def tasks_can_be_done_after_shutdown():
    fill(queue, 1)
    queue.shutdown()
    queue.get()
    attempt(queue.task_done)
    attempt(queue.join)


@case
def immediate_shutdown_throws_the_rest_away():
    fill(queue, 1, 2)
    attempt(lambda: queue.shutdown(True))
    tell(queue.qsize(), queue.empty())
    attempt(queue.get)
    attempt(lambda: queue.put(3))
    attempt(queue.join)
    attempt(queue.task_done)


@case
def immediate_shutdown_lets_join_go_on():
    fill(queue, 1, 2)
    thread = Thread(target=join_and_report)
    thread.start()
    started.wait()
    queue.shutdown(True)
    thread.join()
    tell(seen.get())


@case
def immediate_shutdown_lets_waiting_putters_fail():
    fill(small, 1, 2)
    thread = putter(small, 3)
    small.shutdown(True)
    thread.join()
    tell(seen.get(), small.qsize())


@case
def immediate_shutdown_counts_got_items_as_undone():
    fill(queue, 1, 2)
    queue.get()
    queue.shutdown(True)
    attempt(queue.task_done)
    attempt(queue.task_done)


@case
def shutdown_may_be_called_again():
    fill(queue, 1)
    queue.shutdown()
    attempt(queue.shutdown)
    tell(queue.qsize())
    attempt(lambda: queue.shutdown(True))
    tell(queue.qsize())
    attempt(queue.shutdown)


if __name__ == '__main__':
    main()
