"""queue.LifoQueue, queue.PriorityQueue and queue.SimpleQueue"""
from queue import LifoQueue, PriorityQueue, Queue, SimpleQueue
from threading import Event, Thread

from cases import attempt, case, main, name_of, tell, took_at_least

stack = LifoQueue()
small_stack = LifoQueue(2)
ranked = PriorityQueue()
small_ranked = PriorityQueue(2)
simple = SimpleQueue()
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


def get_from_simple():
    seen.put(simple.get())


def join_and_report(given):
    started.set()
    given.join()
    seen.put('joined')


def in_thread(target, given):
    thread = Thread(target=target, args=[given])
    thread.start()
    return thread


def fill(given, *items):
    for item in items:
        given.put(item)


def drain(given):
    items = []
    while not given.empty():
        items.append(given.get())
    return items


@case
def last_in_first_out():
    fill(stack, 34, 56, 12)
    tell(stack.get(), stack.get(), stack.get())


@case
def last_in_first_out_in_between():
    fill(stack, 1, 2)
    tell(stack.get())
    fill(stack, 3, 4)
    tell(drain(stack))


@case
def lowest_first():
    fill(ranked, 5, 7, 3, 4)
    tell(ranked.get(), ranked.get(), ranked.get(), ranked.get())


@case
def lowest_first_in_between():
    fill(ranked, 5, 1)
    tell(ranked.get())
    fill(ranked, 2, 9)
    tell(ranked.get())
    fill(ranked, 0)
    tell(drain(ranked))


@case
def ranks_of_many_items():
    for i in range(50):
        ranked.put((i * 37) % 50)
    tell(drain(ranked))


@case
def ranks_by_priority_number_first():
    fill(ranked, [2, 'read'], [1, 'write'], [3, 'sleep'], [1, 'eat'])
    tell(drain(ranked))


@case
def ranks_text():
    fill(ranked, 'pear', 'Zoe', 'apple', '', 'app')
    tell(drain(ranked))


@case
def ranks_arrays_item_by_item():
    fill(ranked, [1, 2], [1], [0, 9, 9], [1, 1, 5], [])
    tell(drain(ranked))


@case
def ranks_numbers_of_all_kinds():
    fill(ranked, 1.5, -2, 0, 1000000000, -0.5)
    tell(drain(ranked))


@case
def ranks_booleans_as_numbers():
    fill(ranked, True, 0.5, False, 2)
    tell(drain(ranked))


@case
def what_cannot_be_compared_is_an_error():
    fill(ranked, 1)
    attempt(lambda: ranked.put('text'))
    attempt(lambda: ranked.put(2))
    fill(small_ranked, {'a': 1})
    attempt(lambda: small_ranked.put({'a': 2}))


@case
def they_have_a_maxsize():
    for given in [small_stack, small_ranked]:
        fill(given, 2, 1)
        tell(given.maxsize, given.qsize(), given.full(), given.empty())
        attempt(lambda: given.put(3, False))
        attempt(lambda: given.put_nowait(3))
        tell(took_at_least(0.03, lambda: attempt(lambda: given.put(3, True, 0.03))))
        tell(drain(given), given.empty())


@case
def they_wait_for_an_item():
    for given in [small_stack, small_ranked]:
        thread = in_thread(get_from, given)
        attempt(lambda: seen.get(True, 0.02))
        given.put('item')
        tell(seen.get())
        thread.join()
        attempt(lambda: given.get(False))
        attempt(given.get_nowait)
        attempt(lambda: given.get(True, 0.01))
        attempt(lambda: given.get(True, -1))


@case
def they_wait_for_room():
    for given in [small_stack, small_ranked]:
        fill(given, 1, 2)
        thread = Thread(target=put_into, args=[given, 0])
        thread.start()
        attempt(lambda: seen.get(True, 0.02))
        tell(given.get())
        tell(seen.get())
        thread.join()
        tell(drain(given))


@case
def they_count_tasks():
    for given in [stack, ranked]:
        fill(given, 1)
        thread = in_thread(join_and_report, given)
        started.wait()
        given.get()
        given.task_done()
        tell(seen.get())
        thread.join()
        attempt(given.task_done)


@case
def they_shut_down():
    for given in [stack, ranked]:
        fill(given, 1, 2)
        given.shutdown()
        attempt(lambda: given.put(3))
        tell(given.get())
        attempt(lambda: given.shutdown(True))
        attempt(given.get)
        tell(given.qsize())


@case
def simple_is_first_in_first_out():
    tell(simple.empty(), simple.qsize())
    simple.put(1)
    simple.put('two')
    simple.put_nowait([3])
    tell(simple.empty(), simple.qsize())
    tell(simple.get(), simple.get(), simple.get())


@case
def simple_put_never_waits():
    simple.put(1, True, 5)
    simple.put(2, False)
    simple.put(3, True, -1)
    tell(simple.qsize())


@case
def simple_get_waits_for_a_put():
    thread = Thread(target=get_from_simple)
    thread.start()
    attempt(lambda: seen.get(True, 0.02))
    simple.put('item')
    tell(seen.get())
    thread.join()


@case
def simple_get_without_blocking():
    attempt(lambda: simple.get(False))
    attempt(simple.get_nowait)
    attempt(lambda: simple.get(False, -1))
    simple.put(1)
    simple.put(2)
    attempt(lambda: simple.get(False))
    attempt(simple.get_nowait)


@case
def simple_get_times_out():
    tell(took_at_least(0.03, lambda: attempt(lambda: simple.get(True, 0.03))))
    attempt(lambda: simple.get(True, 0))
    attempt(lambda: simple.get(True, -1))


if __name__ == '__main__':
    main()
