"""multiprocessing.Manager"""
from multiprocessing import Manager, Process, Queue, set_start_method
from threading import Thread

from cases import attempt, case, main, tell


def put_pair(pairs, key, value):
    pairs[key] = value


def append_all(items, values):
    for value in values:
        items.append(value)


def add_under_lock(lock, value):
    for i in range(10):
        lock.acquire()
        value.set(value.get() + 1)
        lock.release()


def try_to_take(lock):
    tell(lock.acquire(False))


def wait_for_event(event, queue):
    queue.put(event.wait())


def in_process(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process


@case
def dict_is_read():
    manager = Manager()
    pairs = manager.dict({'a': 1, 'b': 2})
    tell(pairs.get('a'), pairs.get('x'), pairs.get('x', 9), 'a' in pairs, 'x' in pairs, len(pairs))
    tell(pairs.keys(), pairs.values(), pairs.items())
    manager.shutdown()


@case
def dict_is_written():
    manager = Manager()
    pairs = manager.dict()
    pairs['a'] = 1
    pairs['a'] = [2]
    pairs['b'] = {'c': 3}
    tell(pairs.items())
    pairs.update({'b': 4, 'd': 5})
    tell(pairs.items())
    attempt(lambda: pairs.__delitem__('b'))
    attempt(lambda: pairs.__delitem__('b'))
    tell(pairs.pop('a'), pairs.pop('a', 7), len(pairs))
    attempt(lambda: pairs.pop('a'))
    tell(pairs.setdefault('e', 1), pairs.setdefault('e', 2), pairs.popitem())
    pairs.clear()
    attempt(pairs.popitem)
    tell(len(pairs), pairs.items())
    manager.shutdown()


@case
def processes_share_a_dict():
    manager = Manager()
    pairs = manager.dict()
    for key in ['x', 'y', 'z']:
        in_process(put_pair, pairs, key, [key]).join()
    tell(pairs.items())
    manager.shutdown()


@case
def changing_a_copy_changes_nothing():
    manager = Manager()
    pairs = manager.dict()
    pairs['a'] = [1]
    copy = pairs.get('a', [])
    copy.append(2)
    tell(pairs.get('a'))
    pairs['a'] = copy
    tell(pairs.get('a'))
    manager.shutdown()


@case
def list_is_read():
    manager = Manager()
    items = manager.list([5, 6, 7])
    tell(len(items), items[0], items[-1], items[:], 6 in items, 9 in items)
    tell(items.index(7), items.count(5), items.count(9))
    attempt(lambda: items[3])
    attempt(lambda: items[-4])
    attempt(lambda: items.index(9))
    manager.shutdown()


@case
def list_is_written():
    manager = Manager()
    items = manager.list()
    items.append(3)
    items.extend([1, 2])
    items.insert(0, 9)
    tell(items[:])
    items[1] = 30
    items.sort()
    tell(items[:])
    items.reverse()
    tell(items[:], items.pop(), items.pop(0), items[:])
    items.remove(2)
    del items[0]
    tell(items[:])
    attempt(items.pop)
    attempt(lambda: items.remove(1))
    attempt(lambda: items.__setitem__(0, 1))
    attempt(lambda: items.__delitem__(0))
    manager.shutdown()


@case
def processes_share_a_list():
    manager = Manager()
    items = manager.list()
    processes = [in_process(append_all, items, [1, 2]), in_process(append_all, items, [3, 4])]
    for process in processes:
        process.join()
    items.sort()
    tell(items[:])
    manager.shutdown()


@case
def proxies_may_be_nested():
    manager = Manager()
    outer = manager.list()
    inner = manager.list()
    outer.append(inner)
    inner.append(1)
    tell(outer[0][:])
    process = in_process(append_all, inner, [2])
    process.join()
    outer[0].append(3)
    tell(inner[:])
    manager.shutdown()


@case
def value_is_shared():
    manager = Manager()
    value = manager.Value('i', 0)
    lock = manager.Lock()
    processes = [in_process(add_under_lock, lock, value), in_process(add_under_lock, lock, value)]
    for process in processes:
        process.join()
    tell(value.value, value.get())
    value.value = 5
    tell(value.get())
    manager.shutdown()


@case
def array_has_a_fixed_length():
    manager = Manager()
    array = manager.Array('i', [1, 2, 3])
    array[0] = 10
    tell(len(array), array[0], array[2])
    attempt(lambda: array[3])
    manager.shutdown()


@case
def namespace_has_properties():
    manager = Manager()
    names = manager.Namespace()
    names.x = 10
    names.y = 'hello'
    tell(names.x, names.y)
    names.x += 1
    tell(names.x)
    manager.shutdown()


@case
def lock_is_as_in_threading():
    manager = Manager()
    lock = manager.Lock()
    attempt(lock.release)
    tell(lock.acquire(), lock.acquire(False), lock.acquire(True, 0.01))
    in_process(try_to_take, lock).join()
    lock.release()
    in_process(try_to_take, lock).join()
    manager.shutdown()


@case
def rlock_is_reentrant():
    manager = Manager()
    lock = manager.RLock()
    attempt(lock.release)
    tell(lock.acquire(), lock.acquire())
    in_process(try_to_take, lock).join()
    lock.release()
    lock.release()
    in_process(try_to_take, lock).join()
    manager.shutdown()


@case
def semaphores_count():
    manager = Manager()
    semaphore = manager.Semaphore(1)
    tell(semaphore.acquire(), semaphore.acquire(False))
    attempt(semaphore.release)
    bounded = manager.BoundedSemaphore(1)
    attempt(bounded.release)
    manager.shutdown()


@case
def event_is_shared():
    manager = Manager()
    event = manager.Event()
    queue = Queue()
    tell(event.is_set(), event.wait(0.01))
    process = in_process(wait_for_event, event, queue)
    event.set()
    tell(queue.get(), event.is_set())
    process.join()
    manager.shutdown()


@case
def queue_is_as_in_threading():
    manager = Manager()
    queue = manager.Queue(1)
    queue.put([1])
    tell(queue.qsize(), queue.full(), queue.empty())
    attempt(lambda: queue.put_nowait(2))
    attempt(lambda: queue.put(2, True, 0.01))
    tell(queue.get())
    attempt(queue.get_nowait)
    attempt(lambda: queue.get(True, 0.01))
    queue.task_done()
    attempt(queue.join)
    attempt(queue.task_done)
    manager.shutdown()


@case
def condition_needs_its_lock():
    manager = Manager()
    condition = manager.Condition()
    attempt(condition.notify)
    condition.acquire()
    tell(condition.wait(0.01))
    attempt(condition.notify_all)
    condition.release()
    manager.shutdown()


@case
def after_shutdown_nothing_can_be_called():
    manager = Manager()
    items = manager.list([1])
    attempt(manager.shutdown)
    attempt(lambda: items.append(2))
    attempt(manager.shutdown)


@case
def threads_may_use_it():
    manager = Manager()
    items = manager.list()
    thread = Thread(target=append_all, args=[items, [1, 2]])
    thread.start()
    thread.join()
    tell(items[:])
    manager.shutdown()


if __name__ == '__main__':
    set_start_method('spawn')
    main()
