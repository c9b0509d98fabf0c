"""gevent: spawn, join, kill, sleep, pools, events, queues"""
import os
import gevent
from gevent import Greenlet, GreenletExit, getcurrent, joinall, killall, sleep, spawn, spawn_later
from gevent.event import AsyncResult, Event
from gevent.pool import Group, Pool
from gevent.queue import Queue

from cases import attempt, case, main, name_of, tell, took_at_least

# What greenlets throw is printed there.
gevent.get_hub().exception_stream = open(os.devnull, 'w')

event = Event()
queue = Queue(2)


def nap_and_answer(seconds, answer):
    sleep(seconds)
    tell(answer)
    return answer


def fail():
    raise ValueError('failed')


def careful():
    try:
        sleep(10)
    except BaseException as error:
        tell('caught', name_of(error))
        raise
    finally:
        tell('cleaned up')


def stubborn():
    try:
        sleep(10)
    except GreenletExit:
        return 'would not go'


def take_turns(name):
    for i in range(1, 4):
        tell(name, i)
        sleep(0)


def say(word):
    tell(word)


def wait_for_event(name):
    tell(name, event.wait())


def set_later():
    sleep(0.02)
    event.set()


def produce():
    for n in range(1, 5):
        queue.put(n)
        tell('put', n)


def consume():
    for _ in range(4):
        tell('got', queue.get())


def square(n):
    sleep(0.01)
    return n * n


def answer_later(result):
    sleep(0.01)
    result.set(42)


def fail_later(result):
    sleep(0.01)
    result.set_exception(ValueError('failed'))


def tell_whether_spawned():
    tell(isinstance(getcurrent(), Greenlet))


@case
def spawned_ones_begin_when_the_caller_waits():
    g = spawn(say, 'in the greenlet')
    tell('before')
    g.join()
    tell('after')


@case
def sleeps_overlap():
    tell(took_at_least(0.04, lambda: joinall([spawn(nap_and_answer, 0.04, 'slow'), spawn(nap_and_answer, 0.01, 'fast')])))


@case
def turns_in_the_order_of_spawning():
    joinall([spawn(take_turns, 'a'), spawn(take_turns, 'b')])


@case
def value_and_exception():
    good = spawn(nap_and_answer, 0, 'answer')
    bad = spawn(fail)
    tell(good.value, good.exception, good.ready(), good.successful())
    joinall([good, bad])
    tell(good.value, good.exception, good.ready(), good.successful())
    tell(bad.value, name_of(bad.exception), bad.ready(), bad.successful())


@case
def get_answers_or_throws():
    tell(spawn(nap_and_answer, 0, 'answer').get())
    attempt(lambda: spawn(fail).get())


@case
def get_gives_up():
    g = spawn(nap_and_answer, 0.05, 'late')
    for call in (lambda: g.get(True, 0.01), lambda: g.get(False)):
        try:
            call()
        except gevent.Timeout as error:
            tell('throws ' + name_of(error))
    g.join()


@case
def joinall_with_timeout():
    fast = spawn(nap_and_answer, 0.01, 'fast')
    slow = spawn(nap_and_answer, 0.2, 'slow')
    done = joinall([fast, slow], 0.05)
    tell(len(done), fast.value, slow.value, slow.ready())


@case
def joinall_may_throw():
    def call():
        joinall([spawn(fail)], None, True)
        return 'not reached'

    attempt(call)


@case
def kill_throws_greenlet_exit():
    g = spawn(careful)
    sleep(0)
    g.kill()
    tell(g.ready(), g.successful(), isinstance(g.value, GreenletExit), g.exception)


@case
def kill_with_another_exception():
    g = spawn(careful)
    sleep(0)
    g.kill(ValueError('killed'))
    tell(g.successful(), name_of(g.exception))


@case
def whoever_is_killed_may_go_on():
    g = spawn(stubborn)
    sleep(0)
    g.kill()
    tell(g.value)


@case
def kill_before_it_begins():
    g = spawn(careful)
    g.kill()
    tell(g.ready(), isinstance(g.value, GreenletExit))


@case
def kills_all():
    all_of_them = [spawn(careful), spawn(careful)]
    sleep(0)
    killall(all_of_them)
    tell([g.ready() for g in all_of_them])


@case
def spawns_later():
    late = spawn_later(0.02, say, 'late')
    soon = spawn(say, 'soon')
    joinall([late, soon])
    tell(took_at_least(0.02, lambda: spawn_later(0.02, say, 'again').join()))


@case
def started_by_hand():
    g = Greenlet(say, 'begun')
    tell(g.started, g.ready())
    g.start()
    tell(g.started)
    g.join()
    tell(g.started, g.ready())


@case
def the_current_one_is_the_spawned():
    g = spawn(tell_whether_spawned)
    g.join()


@case
def an_event_lets_all_go_on():
    joinall([spawn(wait_for_event, 'a'), spawn(wait_for_event, 'b'), spawn(set_later)])
    tell(event.is_set())


@case
def an_event_may_not_come_in_time():
    tell(event.wait(0.01), event.is_set())


@case
def a_queue_holds_up():
    joinall([spawn(produce), spawn(consume)])
    tell(queue.qsize())


@case
def an_async_result_has_a_value():
    result = AsyncResult()
    tell(result.ready(), result.value)
    spawn(answer_later, result)
    tell(result.get(), result.ready(), result.successful(), result.value)


@case
def an_async_result_has_an_exception():
    result = AsyncResult()
    spawn(fail_later, result)
    attempt(lambda: result.get())
    tell(result.successful(), result.value)


@case
def an_async_result_may_not_come_in_time():
    result = AsyncResult()
    try:
        result.get(True, 0.01)
    except gevent.Timeout as error:
        tell('throws ' + name_of(error))
    tell(result.wait(0.01))


@case
def a_pool_starts_so_many_at_once():
    pool = Pool(2)
    tell(pool.free_count(), pool.full())
    tell(took_at_least(0.02, lambda: tell(pool.map(square, [1, 2, 3, 4]))))
    tell(pool.free_count())


@case
def a_pools_spawn_waits_for_a_place():
    pool = Pool(1)
    pool.spawn(nap_and_answer, 0.01, 'first')
    tell(pool.full())
    pool.spawn(nap_and_answer, 0.01, 'second')
    tell('spawned')
    pool.join()


@case
def a_group_joins_all():
    group = Group()
    group.spawn(nap_and_answer, 0.01, 'a')
    group.spawn(nap_and_answer, 0.02, 'b')
    tell(len(group))
    group.join()
    tell(len(group), group.map(square, [2, 3]))


if __name__ == '__main__':
    main()
