"""multiprocessing.Lock, RLock, Semaphore, BoundedSemaphore, Event, Condition and Barrier"""
from multiprocessing import (
    Barrier,
    BoundedSemaphore,
    Condition,
    Event,
    Lock,
    Process,
    Queue,
    RLock,
    Semaphore,
    set_start_method,
)

from cases import attempt, case, main, name_of, tell, took_at_least, until


def try_to_take(lock):
    taken = lock.acquire(False)
    tell(taken)
    if taken:
        lock.release()


def release_it(lock):
    attempt(lock.release)


def take_and_report(lock, queue):
    lock.acquire()
    queue.put('taken')


def take_and_end(lock):
    lock.acquire()


def count_up(lock, queue):
    for i in range(20):
        lock.acquire()
        queue.put(queue.get() + 1)
        lock.release()


def wait_for_event(event, queue):
    queue.put(event.wait(60))


def set_event(event):
    event.set()


def wait_on(condition, queue):
    condition.acquire()
    queue.put('waits')
    condition.wait()
    queue.put('woken')
    condition.release()


def wait_at(barrier, queue):
    try:
        queue.put(barrier.wait())
    except Exception as error:
        queue.put(name_of(error))


def in_process(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process


def waiter_on(condition, queue):
    """A process that waits on the condition for sure."""
    process = in_process(wait_on, condition, queue)
    queue.get()
    condition.acquire()
    condition.release()
    return process


@case
def lock_basics():
    lock = Lock()
    tell(lock.acquire(), lock.acquire(False), lock.acquire(True, 0.01))
    attempt(lock.release)
    tell(lock.acquire(False))


@case
def lock_of_another_process():
    lock = Lock()
    lock.acquire()
    in_process(try_to_take, lock).join()
    lock.release()
    in_process(try_to_take, lock).join()


@case
def lock_may_be_released_by_any_process():
    lock = Lock()
    lock.acquire()
    in_process(release_it, lock).join()
    tell(lock.acquire(False))


@case
def lock_released_twice_is_an_error():
    lock = Lock()
    attempt(lock.release)
    lock.acquire()
    lock.release()
    attempt(lock.release)
    tell(lock.acquire(False))


@case
def lock_timeouts():
    lock = Lock()
    lock.acquire()
    tell(took_at_least(0.03, lambda: tell(lock.acquire(True, 0.03))))
    tell(lock.acquire(True, 0), lock.acquire(True, -1), lock.acquire(False, 5), lock.acquire(False, -1))


@case
def lock_waits_for_the_release():
    lock = Lock()
    queue = Queue()
    lock.acquire()
    process = in_process(take_and_report, lock, queue)
    attempt(lambda: queue.get(True, 0.02))
    lock.release()
    tell(queue.get())
    process.join()


@case
def lock_stays_taken_when_its_process_ends():
    lock = Lock()
    in_process(take_and_end, lock).join()
    tell(lock.acquire(False))


@case
def lock_excludes_each_other():
    lock = Lock()
    queue = Queue()
    queue.put(0)
    processes = [in_process(count_up, lock, queue), in_process(count_up, lock, queue)]
    for process in processes:
        process.join()
    tell(queue.get())


@case
def rlock_is_reentrant():
    lock = RLock()
    tell(lock.acquire(), lock.acquire(), lock.acquire(False))
    in_process(try_to_take, lock).join()
    lock.release()
    lock.release()
    in_process(try_to_take, lock).join()
    lock.release()
    in_process(try_to_take, lock).join()


@case
def rlock_is_released_by_its_owner_only():
    lock = RLock()
    attempt(lock.release)
    lock.acquire()
    in_process(release_it, lock).join()
    attempt(lock.release)
    attempt(lock.release)


@case
def semaphore_counts():
    semaphore = Semaphore(2)
    tell(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False))
    in_process(release_it, semaphore).join()
    tell(semaphore.acquire(False), semaphore.acquire(True, 0.01))
    tell(Semaphore().acquire(False), Semaphore(0).acquire(False))


@case
def semaphore_may_grow():
    semaphore = Semaphore(0)
    semaphore.release()
    semaphore.release()
    tell(semaphore.acquire(False), semaphore.acquire(False), semaphore.acquire(False))


@case
def semaphore_waits():
    semaphore = Semaphore(0)
    queue = Queue()
    process = in_process(take_and_report, semaphore, queue)
    attempt(lambda: queue.get(True, 0.02))
    semaphore.release()
    tell(queue.get())
    process.join()


@case
def bounded_semaphore_is_bounded():
    semaphore = BoundedSemaphore(1)
    attempt(semaphore.release)
    semaphore.acquire()
    attempt(semaphore.release)
    attempt(semaphore.release)
    tell(semaphore.acquire(False), semaphore.acquire(False))


@case
def event_between_processes():
    event = Event()
    queue = Queue()
    tell(event.is_set(), event.wait(0.01), event.wait(0))
    process = in_process(wait_for_event, event, queue)
    event.set()
    tell(queue.get(), event.is_set(), event.wait())
    process.join()
    event.clear()
    tell(event.is_set())
    in_process(set_event, event).join()
    tell(event.is_set())


@case
def condition_notifies_one():
    condition = Condition()
    queue = Queue()
    processes = [waiter_on(condition, queue), waiter_on(condition, queue)]
    condition.acquire()
    condition.notify()
    condition.release()
    tell(queue.get())
    attempt(lambda: queue.get(True, 0.02))
    condition.acquire()
    condition.notify(5)
    condition.release()
    tell(queue.get())
    for process in processes:
        process.join()


@case
def condition_notifies_all():
    condition = Condition(Lock())
    queue = Queue()
    processes = [waiter_on(condition, queue), waiter_on(condition, queue)]
    condition.acquire()
    condition.notify_all()
    condition.release()
    tell(queue.get(), queue.get())
    for process in processes:
        process.join()


@case
def condition_needs_its_lock():
    condition = Condition()
    attempt(lambda: condition.wait(0.01))
    attempt(condition.notify)
    attempt(condition.notify_all)
    attempt(lambda: condition.wait_for(lambda: False))
    attempt(lambda: condition.wait_for(lambda: True))


@case
def condition_times_out():
    condition = Condition()
    condition.acquire()
    condition.acquire()
    tell(took_at_least(0.03, lambda: tell(condition.wait(0.03))))
    tell(condition.wait_for(lambda: 0, 0.01), condition.wait_for(lambda: 7, 0.01))
    condition.release()
    condition.release()
    attempt(condition.release)


@case
def barrier_between_processes():
    barrier = Barrier(2)
    queue = Queue()
    tell(barrier.parties, barrier.n_waiting, barrier.broken)
    process = in_process(wait_at, barrier, queue)
    until(lambda: barrier.n_waiting == 1)
    tell(barrier.wait(), queue.get())
    process.join()


@case
def barrier_breaks():
    barrier = Barrier(2)
    queue = Queue()
    process = in_process(wait_at, barrier, queue)
    until(lambda: barrier.n_waiting == 1)
    barrier.abort()
    tell(queue.get(), barrier.broken)
    attempt(barrier.wait)
    process.join()
    barrier.reset()
    tell(barrier.broken)
    attempt(lambda: barrier.wait(0.01))
    tell(barrier.broken)


if __name__ == '__main__':
    set_start_method('spawn')
    main()
