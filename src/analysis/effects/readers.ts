/**
 * Who has read whose summary when it was run last. The call graph is found before anything is run and does not know what a
 * function calls of what it is given; when such a summary changes, whoever has read it is due again.
 */
import type { FunctionId } from '../resolve/place.js';

export class Readers {
  readonly #readers = new Map<FunctionId, Set<FunctionId>>();
  readonly #reads = new Map<FunctionId, Set<FunctionId>>();

  /** `reader` is run again: what it has read before does not count. */
  begin(reader: FunctionId): void {
    for (const id of this.#reads.get(reader) ?? []) this.#readers.get(id)?.delete(reader);
    this.#reads.delete(reader);
  }

  note(id: FunctionId, reader: FunctionId): void {
    setIn(this.#readers, id).add(reader);
    setIn(this.#reads, reader).add(id);
  }

  of(id: FunctionId): Iterable<FunctionId> {
    return this.#readers.get(id) ?? [];
  }
}

function setIn(sets: Map<FunctionId, Set<FunctionId>>, id: FunctionId): Set<FunctionId> {
  let set = sets.get(id);
  if (!set) {
    set = new Set();
    sets.set(id, set);
  }
  return set;
}
