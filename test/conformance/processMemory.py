"""multiprocessing.Value and multiprocessing.Array"""
from multiprocessing import Array as SharedNumbers, Lock, Process, RLock, Value, set_start_method

from cases import attempt, case, main, tell


def add_to_value(value, times):
    for i in range(times):
        value.get_lock().acquire()
        value.value += 1
        value.get_lock().release()


def write_both(value, numbers):
    value.value = 3.5
    for i in range(len(numbers)):
        numbers[i] = -numbers[i]


def try_to_take(value):
    tell(value.get_lock().acquire(False))


@case
def value_is_as_made():
    tell(Value('i', 7).value, Value('i').value, Value('d', 2.5).value)


@case
def value_may_be_written():
    value = Value('d', 1)
    value.value = 2.5
    tell(value.value)
    value.value -= 1
    tell(value.value)


@case
def processes_share_them():
    value = Value('d', 0)
    numbers = SharedNumbers('i', [1, 2, 3])
    process = Process(target=write_both, args=[value, numbers])
    process.start()
    process.join()
    tell(value.value, list(numbers))


@case
def its_lock_makes_adding_atomic():
    value = Value('i', 0)
    processes = [Process(target=add_to_value, args=[value, times]) for times in (30, 30)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    tell(value.value)


@case
def its_lock_is_an_r_lock():
    value = Value('i', 0)
    tell(value.get_lock().acquire(), value.get_lock().acquire())
    value.value = 1
    process = Process(target=try_to_take, args=[value])
    process.start()
    process.join()


@case
def it_uses_the_lock_it_is_given():
    lock = RLock()
    value = Value('i', 0, lock=lock)
    value.get_lock().acquire()
    tell(lock.acquire(False))
    lock.release()
    lock.release()
    attempt(lock.release)
    plain = Lock()
    numbers = SharedNumbers('i', 2, lock=plain)
    plain.acquire()
    tell(numbers.get_lock().acquire(False))


@case
def without_a_lock():
    value = Value('i', 4, lock=False)
    tell(value.value)
    attempt(lambda: value.get_lock())


@case
def whole_numbers_only():
    attempt(lambda: Value('i', 1.5))
    value = Value('i', 1)
    attempt(lambda: setattr(value, 'value', 2.5))
    tell(value.value)
    numbers = SharedNumbers('h', 2)
    attempt(lambda: numbers.__setitem__(0, 0.5))
    attempt(lambda: SharedNumbers('i', [1, 2.5]))
    tell(list(numbers))


@case
def high_bits_are_lost():
    tell(Value('b', 200).value, Value('B', 257).value, Value('B', -1).value)
    tell(Value('h', 40000).value, Value('H', 65536).value)
    tell(Value('i', 2147483648).value, Value('I', -1).value)


@case
def numbers_of_all_kinds():
    for code in ['b', 'B', 'h', 'H', 'i', 'I']:
        tell(Value(code, 100).value)
    tell(Value('f', 0.5).value, Value('f', 0.1).value == 0.1, Value('d', 0.1).value == 0.1)


@case
def array_is_as_made():
    numbers = SharedNumbers('i', 3)
    tell(len(numbers), list(numbers))
    tell(list(SharedNumbers('d', [1.5, -2.5])), list(SharedNumbers('i', [])))


@case
def elements_may_be_written():
    numbers = SharedNumbers('i', [1, 2, 3])
    numbers[0] = 10
    numbers[-1] = 30
    tell(list(numbers), numbers[0], numbers[-1], numbers[-3])


@case
def outside_is_an_error():
    numbers = SharedNumbers('i', 2)
    attempt(lambda: numbers[2])
    attempt(lambda: numbers[-3])
    attempt(lambda: numbers.__setitem__(2, 1))
    tell(list(numbers))


if __name__ == '__main__':
    set_start_method('spawn')
    main()
