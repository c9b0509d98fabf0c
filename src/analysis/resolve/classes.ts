/** Classes: their bases over files, and what an attribute of one of their objects may be. */
import { bind, parameterPlace, unknownAt } from './arguments.js';
import { fieldOf, isFreshIn, type Place, placeAt } from './place.js';
import type { ClassNode, FunctionNode } from './program.js';
import type { Resolver } from './resolver.js';
import { substitute, substituteArguments } from './substitute.js';
import type { Bindings, FunctionValue, ObjectValue, Value } from './value.js';

/** A class with all it inherits: the workspace's classes in the order of look-up, then types of the library. */
export interface Lineage {
  readonly classes: readonly ClassNode[];
  readonly library: readonly string[];
  /** Whether some base is not known, so that anything may be inherited. */
  readonly open: boolean;
}

/** Depth first and left to right: C3 differs only for diamonds, where the shared base moves to the end. */
export function lineageOf(resolver: Resolver, node: ClassNode): Lineage {
  const classes: ClassNode[] = [];
  const library: string[] = [];
  let open = false;
  const visit = (each: ClassNode) => {
    if (classes.includes(each) || classes.length > 50) return;
    classes.push(each);
    const scope = each.module.functions[each.model.parent] as FunctionNode;
    for (const base of each.model.bases) {
      const values = resolver.callable(base, scope);
      if (values.length === 0) open = true;
      for (const value of values) {
        const known = value.kind === 'class' ? resolver.program.class(value.id) : undefined;
        if (known) {
          resolver.program.depend(node.module.path, known.module.path);
          visit(known);
        } else if (value.kind === 'library') library.push(value.name);
      }
    }
  };
  visit(node);
  return { classes, library, open };
}

/** What `object.name` may be, for an object of a class of the workspace. */
export function memberOf(resolver: Resolver, object: ObjectValue, node: ClassNode, name: string): Value[] {
  const lineage = resolver.lineage(node);
  const set = lineage.classes.flatMap((each) => instanceValues(resolver, object, each, name));
  if (set.length > 0) return set;
  for (const each of lineage.classes) {
    const found = classMember(resolver, each, name, object);
    if (found) return found;
  }
  for (const type of lineage.library) {
    const owner = resolver.library.methodOwner(type, name);
    if (owner) return [{ kind: 'method', receiver: object, type: owner, name }];
  }
  return [unknownAt(fieldOf(object.place, name))];
}

/** What `Class.name` may be; undefined when the class does not bind it itself. `object` is what it is taken from. */
export function classMember(
  resolver: Resolver,
  node: ClassNode,
  name: string,
  object: Value | undefined,
): Value[] | undefined {
  const attribute = node.attribute(name);
  if (!attribute) return undefined;
  const scope = node.module.functions[node.model.parent] as FunctionNode;
  const place = placeAt({ kind: 'class', class: node.id, name });
  return resolver.evaluate(attribute.value, scope).flatMap((value) => {
    if (value.kind === 'function') return [boundTo(resolver, value, object)];
    if (value.kind === 'factory' && value.makes === 'attribute' && object?.kind === 'object')
      return resolver.produce(value.of, fieldOf(object.place, name));
    return [resolver.adopt(value, place, scope)];
  });
}

/** A method taken from an object knows its receiver; a static one has none. */
function boundTo(resolver: Resolver, value: FunctionValue, object: Value | undefined): Value {
  const node = resolver.program.function(value.id);
  if (object === undefined || value.as === 'static' || node?.model.receiver === undefined) {
    // A wrapper that a decorator put in place of a method gets the receiver as its first argument.
    if (object && value.as !== 'static' && node && node.model.receiver === undefined)
      return { ...value, receiver: object };
    return value;
  }
  return { ...value, receiver: object };
}

/** What methods of `node` assign to `self.name`, seen from outside through `object`. */
function instanceValues(resolver: Resolver, object: ObjectValue, node: ClassNode, name: string): Value[] {
  const place = fieldOf(object.place, name);
  return resolver.attributeFacts(node, name).flatMap(({ fact, method }) => {
    if (fact.element) {
      const items = resolver
        .evaluate(fact.value, method)
        .map((value) => seen(resolver, value, place, method, object));
      return [
        { kind: 'collection' as const, items: items.map((values) => values.map((v) => inside(v, place))) },
      ];
    }
    return resolver
      .evaluate(fact.value, method)
      .flatMap((value) => seen(resolver, value, place, method, object));
  });
}

function inside(value: Value, place: Place): Value {
  return value.kind === 'object' && value.place.key === place.key
    ? { ...value, place: fieldOf(place, '[]') }
    : value;
}

/** A value of a method's frame, in terms of the object: made in the method means that it lives in the attribute. */
function seen(
  resolver: Resolver,
  value: Value,
  place: Place,
  method: FunctionNode,
  object: ObjectValue,
): Value[] {
  if (isTheSameEverywhere(value)) return [value];
  const given = method.isConstructor ? (object.made?.args ?? []) : [];
  const bindings = bind(method, object, given);
  if (value.kind === 'object' && isFreshIn(value.place, method.id))
    return [made(resolver, { ...value, place }, bindings)];
  const local = value.kind === 'object' ? value : resolver.adopt(value, place, method);
  if (local.kind === 'object' && local.place.root.kind === 'parameter') {
    const { root } = local.place;
    // Given from outside, by whom nobody knows: it lives in this attribute for all that is visible.
    if (root.function === method.id && !bindings.has(placeAt(root).key)) return [{ ...local, place }];
    // What the attribute itself is bound to again (`self.x = self.x or y`) says nothing new.
    if (local.place.key === place.key) return [];
  }
  return substitute(resolver, local, bindings, { keepUnknown: true });
}

/** Whether it speaks of no frame: nothing in it can be replaced. */
function isTheSameEverywhere({ kind }: Value): boolean {
  return kind === 'literal' || kind === 'library' || kind === 'class' || kind === 'module';
}

/** An object that the method has made: only what it was made with is of the method's frame. */
function made(resolver: Resolver, object: ObjectValue, bindings: Bindings): Value {
  if (!object.made) return object;
  const args = substituteArguments(resolver, object.made.args, bindings, { keepUnknown: true });
  return { ...object, made: { ...object.made, args } };
}

/** The first constructor in the order of look-up. */
export function constructorOf(classes: readonly ClassNode[]): FunctionNode | undefined {
  for (const each of classes) {
    const found = each.constructors[0];
    if (found) return found;
  }
  return undefined;
}

/** The receiver as a method sees it: an object of its class, in its parameter 0. */
export function selfOf(node: FunctionNode): Value {
  const owner = node.class;
  if (!owner) return unknownAt(parameterPlace(node, 0));
  if (node.model.receiver === 'class') return { kind: 'class', id: owner.id };
  return { kind: 'object', place: parameterPlace(node, 0), class: owner.id };
}
