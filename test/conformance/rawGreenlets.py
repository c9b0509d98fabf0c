"""greenlet.greenlet"""
from greenlet import GreenletExit, getcurrent, greenlet

from cases import attempt, case, main, name_of, tell


def one_of_two():
    tell(12)
    second.switch()
    tell(34)


def two_of_two():
    tell(56)
    first.switch()
    tell(78)


first = greenlet(one_of_two)
second = greenlet(two_of_two)


def add(a, b):
    return a + b


def echo(start):
    value = start
    while True:
        value = getcurrent().parent.switch(value)


def collect():
    tell(getcurrent().parent.switch('one'))
    tell(getcurrent().parent.switch('two'))
    return 'done'


def fail():
    raise ValueError('failed')


def careful():
    try:
        getcurrent().parent.switch('waiting')
    except Exception as error:
        tell('caught', name_of(error))
        return 'went on'
    finally:
        tell('cleaned up')


def deep():
    return switch_at_depth(3)


def switch_at_depth(depth):
    return getcurrent().parent.switch('from below') if depth == 0 else switch_at_depth(depth - 1)


def makes_child():
    child = greenlet(add)
    tell(child.parent is getcurrent())
    return child.switch(20, 22)


@case
def switches_by_hand():
    first.switch()
    tell(first.dead, second.dead)


@case
def arguments_of_the_first_switch():
    tell(greenlet(add).switch(1, 2))


@case
def values_go_both_ways():
    g = greenlet(echo)
    tell(g.switch(1), g.switch('two'), g.switch([3, 4]))


@case
def several_values_are_a_list():
    g = greenlet(collect)
    tell(g.switch())
    tell(g.switch('a', 'b'))
    tell(g.switch('c'))


@case
def nothing_runs_before_the_first_switch():
    g = greenlet(collect)
    tell(g.dead)
    tell(g.switch())
    tell(g.dead)


@case
def the_result_goes_to_the_parent():
    g = greenlet(add)
    tell(g.switch(2, 3), g.dead)


@case
def an_exception_goes_to_the_parent():
    g = greenlet(fail)
    attempt(lambda: g.switch())
    tell(g.dead)


@case
def switching_to_a_dead_one_comes_back():
    g = greenlet(add)
    g.switch(1, 1)
    tell(g.switch('value'))


@case
def throw_is_thrown_where_it_stands():
    g = greenlet(careful)
    tell(g.switch())
    tell(g.throw(ValueError('thrown')))
    tell(g.dead)


@case
def throw_without_an_exception_ends_it():
    g = greenlet(collect)
    g.switch()
    tell(isinstance(g.throw(), GreenletExit), g.dead)


@case
def throw_into_one_that_has_not_begun():
    g = greenlet(collect)
    attempt(lambda: g.throw(ValueError('thrown')))
    tell(g.dead)


@case
def switches_at_any_depth():
    g = greenlet(deep)
    tell(g.switch())
    tell(g.switch('to below'))


@case
def the_parent_is_the_maker():
    g = greenlet(makes_child)
    tell(g.parent is getcurrent())
    tell(g.switch())


@case
def the_threads_own_has_no_parent():
    tell(getcurrent().parent, getcurrent().dead)


@case
def parents_must_not_form_a_circle():
    a = greenlet(add)
    b = greenlet(add, a)

    def close():
        a.parent = b

    attempt(close)


@case
def another_parent_gets_the_result():
    a = greenlet(collect)
    tell(a.switch())
    b = greenlet(add, a)
    tell(b.switch(3, 4))


if __name__ == '__main__':
    main()
