"""Values kept beside objects that have no room for one, for as long as these live. Never calls code of the program, as a
dictionary with the objects for keys would.
"""
from _weakref import ref


class Beside:
    def __init__(self):
        # By id: (weak reference, value).
        self._kept = {}

    def keep(self, thing, value):
        kept, key = self._kept, id(thing)

        def forget(gone):
            if kept.get(key, (None,))[0] is gone:
                del kept[key]
        kept[key] = ref(thing, forget), value
        return value

    def find(self, thing):
        """The value; None if there is none."""
        entry = self._kept.get(id(thing))
        return entry[1] if entry is not None and entry[0]() is thing else None

    def drop(self, thing):
        self._kept.pop(id(thing), None)

    def all(self):
        """(object, value) of all that are alive."""
        alive = [(reference(), value) for reference, value in list(self._kept.values())]
        return [(thing, value) for thing, value in alive if thing is not None]
