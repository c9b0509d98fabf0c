"""Ways to end that the interpreter does not notice: what is recorded is sent first."""
import os

from . import output
from .channel import close, flush_before_the_end
from .disguise import like


def end():
    """The process is over."""
    output.end()
    close()


def install():
    os._exit = _after(end, os._exit)
    for name in ('abort', 'execv', 'execve', 'kill', 'killpg'):
        if hasattr(os, name):
            setattr(os, name, _after(flush_before_the_end, getattr(os, name)))


def install_signal(signal):
    for name in ('raise_signal', 'pthread_kill'):
        if hasattr(signal, name):
            setattr(signal, name, _after(flush_before_the_end, getattr(signal, name)))


def _after(send, original):
    def wrapper(*args, **kwargs):
        send()
        return original(*args, **kwargs)
    return like(original, wrapper)
