"""Brings the tracer to processes that are started anew, under spawn and forkserver.

Their command line gets two calls in front, which say where the tracer lies and nothing else; where the recorder is, and its
secret, come with the data that multiprocessing prepares every such process with. A fork server is prepared as well, and
connects to nobody: what it records while it imports the program goes to each process that is forked from it.
"""
from _thread import get_ident

from .. import channel, forks, own, reprs, wire
from ..patching import replace

# Key of the prepared data.
_KEY = 'threadlanes'
_COMMAND = "__import__('sys').path.insert(0, %r); __import__('threadlanes_tracer.spawned').spawned.begin(); "
_SERVER = 'from multiprocessing.forkserver import main;'


def command():
    return _COMMAND % own.tracer


def install(module):
    """multiprocessing.spawn"""
    replace(module, 'get_command_line', _get_command_line)
    replace(module, 'get_preparation_data', _get_preparation_data)
    replace(module, 'prepare', _prepare)


def install_start(module):
    """multiprocessing.util"""
    if hasattr(module, 'spawnv_passfds'):
        replace(module, 'spawnv_passfds', _spawnv_passfds)


def _get_command_line(original):
    def get_command_line(**kwds):
        line = original(**kwds)
        return _led_by_tracer(line, 'from multiprocessing.spawn') if channel.is_traced() else line
    return get_command_line


def _spawnv_passfds(original):
    def spawnv_passfds(path, args, passfds):
        return original(path, _led_by_tracer(args, _SERVER) if channel.is_traced() else args, passfds)
    return spawnv_passfds


def _led_by_tracer(line, code):
    line = list(line)
    if '-c' in line[:-1]:
        at = line.index('-c') + 1
        if isinstance(line[at], str) and line[at].startswith(code):
            line[at] = command() + line[at]
    return line


def _get_preparation_data(original):
    def get_preparation_data(name):
        data = original(name)
        process = forks.starting.get(get_ident())
        if process and channel.is_traced():
            data[_KEY] = wire.address(), own.root(), reprs.are_shown, process
        return data
    return get_preparation_data


def _prepare(original):
    def prepare(data):
        said = data.pop(_KEY, None)
        if said:
            from .. import spawned
            spawned.connect(*said)
        return original(data)
    return prepare
