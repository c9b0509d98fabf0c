"""threading.local"""
from threading import Event, Thread, local

from cases import attempt, case, main, tell

mine = local()
may_go_on = Event()
has_set = Event()


class Counted(local):
    def __init__(self, count):
        self.count = count

    def doubled(self):
        return self.count * 2


counted = Counted(2)


def tell_mine():
    tell(hasattr(mine, 'x'), hasattr(mine, 'y'))


def set_mine():
    mine.x = 2
    tell(mine.x)


def set_and_wait():
    mine.x = 2
    has_set.set()
    may_go_on.wait()
    tell(mine.x)


def use_counted():
    tell(counted.count, counted.doubled())
    counted.count = 5
    tell(counted.count, counted.doubled())


def use_given(given):
    tell(hasattr(given, 'x'))
    given.x = 3
    tell(given.x)


def in_thread(target):
    thread = Thread(target=target)
    thread.start()
    return thread


@case
def keeps_what_its_thread_sets():
    mine.x = 1
    mine.y = 'one'
    tell(mine.x, mine.y)
    mine.x = 7
    tell(mine.x)


@case
def is_unset_in_other_threads():
    mine.x = 1
    in_thread(tell_mine).join()
    tell(hasattr(mine, 'x'), hasattr(mine, 'y'))


@case
def changes_are_not_seen_elsewhere():
    mine.x = 1
    in_thread(set_mine).join()
    tell(mine.x)


@case
def lives_side_by_side():
    thread = in_thread(set_and_wait)
    has_set.wait()
    mine.x = 1
    may_go_on.set()
    thread.join()
    tell(mine.x)


@case
def new_threads_begin_anew():
    in_thread(set_mine).join()
    in_thread(tell_mine).join()
    in_thread(set_mine).join()


@case
def properties_may_be_deleted():
    mine.x = 1
    del mine.x
    tell(hasattr(mine, 'x'))
    mine.x = 2
    tell(mine.x)


@case
def names_of_its_properties():
    mine.x = 1
    mine.y = 'one'
    tell(sorted(mine.__dict__))


@case
def several_are_independent():
    other = local()
    mine.x = 1
    tell(hasattr(other, 'x'))
    other.x = 2
    tell(mine.x, other.x)


@case
def subclass_is_made_for_each_thread():
    tell(counted.count, counted.doubled())
    in_thread(use_counted).join()
    in_thread(use_counted).join()
    tell(counted.count)


@case
def may_be_given_to_a_thread():
    given = local()
    given.x = 1
    thread = Thread(target=use_given, args=[given])
    thread.start()
    thread.join()
    tell(given.x)


@case
def holds_objects_of_any_kind():
    items = [1]
    mine.y = 'text'
    mine.list = items
    items.append(2)
    attempt(lambda: mine.list)


if __name__ == '__main__':
    main()
