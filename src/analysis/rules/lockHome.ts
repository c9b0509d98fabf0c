/**
 * Which locks of two different functions may be one: a lock has a home, where its class or module keeps it, and, for an
 * attribute, the instance it belongs to. Locks of one home are one lock only if their instances are.
 */
import type { Lock } from '../effects/effect.js';
import { type Place, parentOf } from '../resolve/place.js';
import type { World } from './world.js';

export interface LockHome {
  /** `path:Class.attribute`, or the key of a module's variable. */
  readonly key: string;
  /** The object that it belongs to, in the frame of the root; undefined when there is only one lock of this home. */
  readonly instance?: string;
  /** Whether the instance is a parameter or a receiver, which may be any object of its class. */
  readonly symbolic: boolean;
  /** One of several elements of a collection. */
  readonly element: boolean;
  /** For an instance that its owner makes for itself: `Pipe.input`. No two such attributes hold the same object. */
  readonly part?: string;
  /** The class of the instance, where that was seen being made: an object of another class is another one. */
  readonly madeAs?: string;
}

export function homeOf(world: World, lock: Lock): LockHome {
  return world.homeOf(lock.place);
}

/** The same for any object: an event, a queue. Asked by the world, which remembers. */
export function homeOfPlace(world: World, place: Place): LockHome {
  const symbolic = place.root.kind === 'parameter';
  const attribute = place.path[place.path.length - 1];
  const element = place.path.includes('[]');
  const parent = parentOf(place);
  const owner = parent && attribute !== undefined && ownerOf(world, parent, attribute);
  if (!parent || !owner) return { key: place.key, symbolic, element };
  const part = partOf(world, parent);
  const madeAs = classOf(world, parent);
  return {
    key: `${owner}.${attribute}`,
    instance: parent.key,
    symbolic,
    element,
    ...(part && { part }),
    ...(madeAs && { madeAs }),
  };
}

function classOf(world: World, place: Place): string | undefined {
  const values = world.resolver.objectAt(place);
  const [first] = values;
  if (first?.kind !== 'object' || first.class === undefined) return undefined;
  const isSure = values.every(
    (value) => value.kind === 'object' && value.made && value.class === first.class,
  );
  return isSure ? first.class : undefined;
}

/** `Class.attribute` when the object at `place` is made by the object that it is an attribute of. */
function partOf(world: World, place: Place): string | undefined {
  const attribute = place.path[place.path.length - 1];
  if (attribute === undefined || attribute.startsWith('[')) return undefined;
  const values = world.resolver.objectAt(place);
  const isOwn = values.every(
    (value) => value.kind === 'object' && value.made && value.place.key === place.key,
  );
  const parent = parentOf(place);
  const owner = isOwn && values.length > 0 && parent && ownerOf(world, parent, attribute);
  return owner ? `${owner}.${attribute}` : undefined;
}

/** Whether two objects may be one, and nothing speaks against it. */
export function maySame(a: LockHome, b: LockHome): boolean {
  return a.key === b.key && (a.symbolic || b.symbolic || a.instance === b.instance);
}

/** The class, of those that the object at `parent` may have, that assigns the attribute. */
function ownerOf(world: World, parent: Place, attribute: string): string | undefined {
  const { resolver, program } = world;
  for (const value of resolver.objectAt(parent)) {
    if (value.kind !== 'object' || value.class === undefined) continue;
    const node = program.class(value.class);
    if (!node) continue;
    const { classes } = resolver.lineage(node);
    const owner = classes.find((each) => resolver.attributeFacts(each, attribute).length > 0);
    return (owner ?? node).id;
  }
  return undefined;
}
