"""What the twins share: cases by name, and lines that read the same in TypeScript. lines.ts is the twin."""
import asyncio
import json
import sys
import time

# Python's exceptions, and what stands for them in Threadlanes. All others keep their names.
ERROR_NAMES = {
    'RuntimeError': 'ThreadError',
    'AssertionError': 'ThreadError',
    'ValueError': 'RangeError',
    'IndexError': 'RangeError',
    'OverflowError': 'RangeError',
    'AttributeError': 'TypeError',
    'FileNotFoundError': 'OSError',
    'ConnectionRefusedError': 'OSError',
    'ConnectionResetError': 'BrokenPipeError',
}

CASES = {}


def case(function):
    """Registers a case. Its name in TypeScript is the same in camelCase."""
    first, *rest = function.__name__.split('_')
    CASES[first + ''.join(word.capitalize() for word in rest)] = function
    return function


def async_case(function):
    """As case, for a coroutine function: an event loop runs it."""

    def run():
        asyncio.run(function())

    run.__name__ = function.__name__
    return case(run)


def tell(*values):
    """Prints values on one line: text as it is, all else as JSON."""
    texts = [value if isinstance(value, str) else json.dumps(value, separators=(',', ':')) for value in values]
    sys.stdout.write(' '.join(texts) + '\n')
    sys.stdout.flush()


def attempt(call):
    """Tells what a call returns, or the class of what it raises."""
    try:
        answer = call()
    except Exception as error:
        answer = f'throws {name_of(error)}'
    tell(answer)


def name_of(error):
    name = type(error).__name__
    return ERROR_NAMES.get(name, name)


def until(is_so):
    """Waits until something is so. For what other threads do and no primitive tells."""
    while not is_so():
        time.sleep(0.001)


def took_at_least(seconds, call):
    """Calls, and answers whether that took at least so many seconds; as exact as its twin."""
    begin = time.monotonic()
    call()
    return time.monotonic() - begin >= seconds - 0.002


def main():
    """Runs the case named on the command line; without one, tells the names of all."""
    if len(sys.argv) > 1:
        CASES[sys.argv[1]]()
    else:
        tell(list(CASES))
