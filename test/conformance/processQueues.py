"""multiprocessing.Queue, JoinableQueue and SimpleQueue"""
from multiprocessing import Event, JoinableQueue, Process, Queue, SimpleQueue, set_start_method

from cases import attempt, case, main, tell, took_at_least, until


def put_all(queue, items):
    for item in items:
        queue.put(item)


def echo(there, back):
    back.put(['echo', there.get()])


def tell_item(queue):
    tell(queue.get())


def work(queue, times):
    for i in range(times):
        queue.get()
        queue.task_done()


def put_after(event, queue):
    event.wait()
    queue.put('late')


def close_in_child(queue):
    queue.put('from the child')
    queue.close()
    attempt(lambda: queue.put('more'))
    queue.join_thread()


def put_simple(queue):
    queue.put('simple')
    queue.put([1, 2])


@case
def first_in_first_out():
    queue = Queue()
    put_all(queue, [1, 'two', [3]])
    tell(queue.get(), queue.get(), queue.get())


@case
def from_child_to_parent():
    queue = Queue()
    process = Process(target=put_all, args=[queue, [1, {'a': 2}, None]])
    process.start()
    tell(queue.get())
    tell(queue.get())
    tell(queue.get())
    process.join()


@case
def from_parent_to_child():
    queue = Queue()
    process = Process(target=tell_item, args=[queue])
    process.start()
    queue.put('for the child')
    process.join()


@case
def there_and_back():
    there = Queue()
    back = Queue()
    process = Process(target=echo, args=[there, back])
    process.start()
    there.put(1)
    tell(back.get())
    process.join()


@case
def maxsize_limits():
    queue = Queue(2)
    queue.put(1)
    tell(queue.full())
    attempt(lambda: queue.put_nowait(2))
    tell(queue.full(), queue.qsize())
    attempt(lambda: queue.put_nowait(3))
    attempt(lambda: queue.put(3, False))
    tell(took_at_least(0.03, lambda: attempt(lambda: queue.put(3, True, 0.03))))
    attempt(lambda: queue.put(3, True, -1))
    tell(queue.get(), queue.get(), queue.qsize())


@case
def get_of_nothing():
    queue = Queue()
    tell(queue.empty(), queue.qsize(), queue.full())
    attempt(queue.get_nowait)
    attempt(lambda: queue.get(False))
    tell(took_at_least(0.03, lambda: attempt(lambda: queue.get(True, 0.03))))
    attempt(lambda: queue.get(True, -1))


@case
def is_empty_until_something_is_put():
    queue = Queue()
    queue.put(1)
    until(lambda: not queue.empty())
    attempt(queue.get_nowait)
    tell(queue.empty())


@case
def get_waits():
    queue = Queue()
    event = Event()
    process = Process(target=put_after, args=[event, queue])
    process.start()
    attempt(lambda: queue.get(True, 0.02))
    event.set()
    tell(queue.get())
    process.join()


@case
def closed_it_takes_and_gives_nothing():
    queue = Queue()
    queue.put(1)
    attempt(queue.join_thread)
    attempt(queue.close)
    attempt(lambda: queue.put(2))
    attempt(queue.get)
    attempt(lambda: queue.put_nowait(2))
    attempt(queue.get_nowait)
    attempt(queue.close)
    attempt(queue.cancel_join_thread)


@case
def closed_by_one_process_only():
    queue = Queue()
    process = Process(target=close_in_child, args=[queue])
    process.start()
    process.join()
    tell(queue.get())
    attempt(lambda: queue.put('still open'))
    tell(queue.get())


@case
def join_waits_for_all_tasks():
    queue = JoinableQueue()
    process = Process(target=work, args=[queue, 3])
    for item in [1, 2, 3]:
        queue.put(item)
    process.start()
    attempt(queue.join)
    process.join()


@case
def join_of_an_unused_queue_returns():
    attempt(lambda: JoinableQueue().join())


@case
def task_done_too_often_is_an_error():
    queue = JoinableQueue()
    attempt(queue.task_done)
    queue.put(1)
    queue.get()
    attempt(queue.task_done)
    attempt(queue.task_done)
    attempt(queue.join)


@case
def simple_is_first_in_first_out():
    queue = SimpleQueue()
    tell(queue.empty())
    queue.put(1)
    queue.put('two')
    tell(queue.empty(), queue.get(), queue.get(), queue.empty())


@case
def simple_between_processes():
    queue = SimpleQueue()
    process = Process(target=put_simple, args=[queue])
    process.start()
    tell(queue.get())
    tell(queue.get())
    process.join()


@case
def simple_may_be_closed():
    queue = SimpleQueue()
    attempt(queue.close)
    attempt(lambda: queue.put(1))
    attempt(queue.get)
    attempt(queue.empty)
    attempt(queue.close)


if __name__ == '__main__':
    set_start_method('spawn')
    main()
