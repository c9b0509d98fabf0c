"""Generators driven by hand: send, throw, close"""
from cases import attempt, case, main, name_of, tell


def echo():
    given = 'ready'
    while True:
        given = yield given


def three():
    yield 1
    yield 2
    return 3


def careful():
    try:
        yield 'working'
    finally:
        tell('cleaned up')


def stubborn():
    try:
        yield 'here'
    except BaseException as error:
        tell('caught', name_of(error))
    yield 'still here'


def obedient():
    try:
        yield 1
    except GeneratorExit as error:
        tell(isinstance(error, GeneratorExit))
        raise


def inner():
    tell('inner begins')
    yield 'from inner'
    tell('inner ends')


def outer():
    generator = inner()
    yield generator.send(None)
    yield 'from outer'
    generator.close()


@case
def nothing_runs_before_the_first_send():
    generator = careful()
    tell('made')
    tell(generator.send(None))
    generator.close()


@case
def send_answers_what_is_yielded():
    generator = echo()
    tell(generator.send(None))
    tell(generator.send('a'), generator.send('b'))


@case
def the_first_send_must_send_nothing():
    generator = echo()
    attempt(lambda: generator.send('a'))
    tell(generator.send(None))


@case
def a_return_is_a_stop_iteration():
    generator = three()
    tell(generator.send(None), generator.send(None))
    try:
        generator.send(None)
    except StopIteration as error:
        tell(name_of(error), error.value)
    attempt(lambda: generator.send(None))


@case
def can_be_iterated():
    tell(list(three()))


@case
def throw_is_thrown_at_the_yield():
    generator = stubborn()
    tell(generator.send(None))
    tell(generator.throw(ValueError('thrown')))


@case
def what_is_not_caught_comes_back():
    generator = careful()
    generator.send(None)
    attempt(lambda: generator.throw(ValueError('thrown')))
    attempt(lambda: generator.send(None))


@case
def close_runs_what_is_in_finally():
    generator = careful()
    generator.send(None)
    generator.close()
    attempt(lambda: generator.send(None))


@case
def close_may_be_called_again():
    generator = careful()
    generator.send(None)
    generator.close()
    generator.close()
    tell('closed twice')


@case
def close_before_the_first_send():
    generator = careful()
    generator.close()
    attempt(lambda: generator.send(None))


@case
def close_throws_generator_exit():
    generator = obedient()
    generator.send(None)
    generator.close()
    tell('closed')


@case
def a_generator_must_not_yield_when_it_is_closed():
    generator = stubborn()
    generator.send(None)
    attempt(lambda: generator.close())


@case
def generators_may_be_nested():
    generator = outer()
    tell(generator.send(None))
    tell(generator.send(None))
    attempt(lambda: generator.send(None))


@case
def strict_alternation():
    consumer = echo()
    consumer.send(None)
    for n in range(1, 4):
        tell('producing', n)
        tell('answered', consumer.send(n))
    consumer.close()


if __name__ == '__main__':
    main()
