"""Patches a module of the standard library as soon as the program imports it: what it does not use costs it nothing."""
import sys


class _Finder:
    """First of those that find modules; finds only what is still to be patched, through all the others."""

    def __init__(self, patches):
        self.patches = patches

    def find_spec(self, name, path=None, target=None):
        patch = self.patches.pop(name, None)
        if patch is None:
            return None
        for finder in list(sys.meta_path):
            if finder is self or not hasattr(finder, 'find_spec'):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if hasattr(spec.loader, 'exec_module'):
                    _patch_after(spec.loader, patch)
                return spec
        return None


def _patch_after(loader, patch):
    original = loader.exec_module

    def exec_module(module):
        try:
            del loader.exec_module
        except AttributeError:
            pass
        original(module)
        patch(module)
    try:
        loader.exec_module = exec_module
    except AttributeError:
        pass  # A built-in loader: its modules are none of ours.


def patch_on_import(patches):
    """`patches`: a function of the module, by the module's name."""
    for name in [name for name in patches if name in sys.modules or name in sys.builtin_module_names]:
        patches.pop(name)(__import__(name))  # One that is built in is there already, but for its name.
    sys.meta_path.insert(0, _Finder(patches))
