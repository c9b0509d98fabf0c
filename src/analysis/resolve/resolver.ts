/**
 * Says what an expression of a function may be. Everything it works out is kept by module and thrown away when that
 * module, or one that it depends on, changes. Never runs anything; gives few values or none rather than wrong ones.
 */
import type { AttributeExpression, Expression } from '../model/expression.js';
import type { LibraryType, Operation } from '../model/library.js';
import { unknownAt } from './arguments.js';
import { collectAttributes, type MethodFact } from './attributeFacts.js';
import { resultOfCall, resultOfFunction } from './calls.js';
import { classMember, type Lineage, lineageOf, memberOf, selfOf } from './classes.js';
import { distinct } from './distinct.js';
import { elementAt, keyName, memberOfLiteral } from './elements.js';
import type { Fact } from './facts.js';
import { memberOfLibrary, memberOfModule } from './modules.js';
import { type FunctionId, fieldOf, isFreshIn, type Place, placeAt } from './place.js';
import type { ClassNode, FunctionNode, ModuleNode, Program } from './program.js';
import { type GivenArgument, mostValues, noValues, type ObjectValue, type Value } from './value.js';

/** What is remembered of one function. */
interface Memory {
  readonly values: Map<Expression, readonly Value[]>;
  readonly names: Map<readonly Fact[], readonly Value[]>;
}

type Attributes = ReadonlyMap<string, readonly MethodFact[]>;

/** Stands for the making of objects that nobody has seen being made. */
const unmade = {};

/** Evaluations inside each other; deeper ones say nothing. Long chains of assignments are rare and tell little. */
const deepest = 24;

export class Resolver {
  /** By module and function. */
  readonly #memories = new Map<string, Map<FunctionId, Memory>>();
  readonly #attributes = new Map<ClassNode, Attributes>();
  /** Of all modules, since a class's bases may lie in others; cheap to work out again. */
  readonly #lineages = new Map<ClassNode, Lineage>();
  /** What attributes of objects are, by how the object was made; of all modules, like the lineages. */
  #members = new WeakMap<object, Map<string, readonly Value[]>>();
  readonly #open = new Set<Expression>();
  #depth = 0;
  /** Counts how often more was forgotten than what some function's own expressions may be. */
  version = 0;

  constructor(readonly program: Program) {}

  /** Forgets what was worked out of a module, or only of some functions of it, the rest being as before. */
  forget(path: string, functions?: ReadonlySet<FunctionId>): void {
    if (functions) for (const id of functions) this.#memories.get(path)?.delete(id);
    else {
      this.#memories.delete(path);
      this.version++;
    }
    this.#attributes.clear();
    this.#lineages.clear();
    this.#members = new WeakMap();
  }

  /** What `expression` may be in `node`, in terms of the node's parameters; nothing when unknown. */
  evaluate(expression: Expression, node: FunctionNode): readonly Value[] {
    if (expression.kind === 'other' || expression.kind === 'compare') return noValues;
    if (expression.kind === 'literal') return [expression];
    // Names are remembered by what they are bound to.
    if (expression.kind === 'name') return this.lookup(expression.name, node);
    const { values } = this.#memory(node);
    const known = values.get(expression);
    if (known) return known;
    if (this.#open.has(expression) || this.#depth > deepest) return noValues;
    this.#open.add(expression);
    this.#depth++;
    const found = this.#evaluate(expression, node).slice(0, mostValues);
    this.#depth--;
    this.#open.delete(expression);
    values.set(expression, found);
    return found;
  }

  #evaluate(expression: Expression, node: FunctionNode): readonly Value[] {
    switch (expression.kind) {
      case 'attribute':
        return this.members(expression, node).flatMap((value) =>
          value.kind === 'function' && value.as === 'property' ? this.returned(value, []) : [value],
        );
      case 'element':
        return elementAt(this, this.evaluate(expression.of, node), keyName(this, expression.key, node));
      case 'call':
        return resultOfCall(this, expression, node);
      case 'function':
        return [{ kind: 'function', id: node.module.functions[expression.index]?.id ?? '' }];
      case 'class':
        return [{ kind: 'class', id: node.module.classes[expression.index]?.id ?? '' }];
      case 'import':
        return memberOfLibrary(this, expression, node) ?? memberOfModule(this, expression, node);
      case 'await':
        if (expression.byCaller) return this.evaluate(expression.of, node);
        return this.evaluate(expression.of, node).flatMap((value) =>
          value.kind === 'coroutine' ? this.returned(value.of, value.args) : [value],
        );
      case 'assign':
        return this.evaluate(expression.value, node);
      case 'every':
      case 'some':
      case 'choice':
        return expression.items.flatMap((item) => this.evaluate(item, node));
      case 'collection':
        return [
          {
            kind: 'collection',
            items: expression.items.map((item) => [...this.evaluate(item, node)]),
            ...(expression.keys && { keys: expression.keys }),
          },
        ];
      default:
        return noValues;
    }
  }

  /** What is called, constructed or inherited from: of a module (`require('./lock')`), what it exports as a whole. */
  callable(expression: Expression, node: FunctionNode): readonly Value[] {
    const values = this.evaluate(expression, node);
    if (!values.some((value) => value.kind === 'module')) return values;
    return values.flatMap((value) => (value.kind === 'module' ? this.attribute(value, 'default') : [value]));
  }

  /** What the attribute is bound to: for a property, the function that reading it runs. */
  members(expression: AttributeExpression, node: FunctionNode): readonly Value[] {
    return this.evaluate(expression.of, node).flatMap((value) => this.attribute(value, expression.name));
  }

  /** What a call of this function gives, once it has run. */
  returned(value: Extract<Value, { kind: 'function' }>, args: readonly GivenArgument[]): readonly Value[] {
    return resultOfFunction(this, value, args);
  }

  lookup(name: string, node: FunctionNode): readonly Value[] {
    for (let scope: FunctionNode | undefined = node; scope; scope = scope.parent) {
      if (scope.isModule || scope.model.globals?.includes(name)) return this.variable(scope.module, name);
      if (scope.model.nonlocals?.includes(name)) continue;
      const index = scope.model.parameters.findIndex((parameter) => parameter.name === name);
      const facts = scope.facts.names.get(name);
      if (index >= 0) return this.#parameterOr(scope, index, facts);
      if (facts) return this.#bound(scope, facts, { kind: 'local', function: scope.id, name });
    }
    return noValues;
  }

  /** What a module's variable may be; a name that no module binds may be one that every file sees. */
  variable(module: ModuleNode, name: string): readonly Value[] {
    const facts = module.variables.get(name);
    if (facts) return this.#bound(module.main, facts, { kind: 'module', path: module.path, name });
    for (const imported of module.main.facts.importedAll) {
      const found = memberOfModule(this, { kind: 'import', module: imported, name }, module.main);
      if (found.length > 0) return found;
    }
    return this.operation(name, module) || this.type(name, module) ? [{ kind: 'library', name }] : noValues;
  }

  #bound(scope: FunctionNode, facts: readonly Fact[], root: Place['root']): readonly Value[] {
    const { names } = this.#memory(scope);
    const known = names.get(facts);
    if (known) return known;
    const place = placeAt(root);
    // A name that depends on itself (`x = x or f(x)`) is nothing while it is being worked out.
    names.set(facts, noValues);
    const found: Value[] = [];
    for (const fact of facts) {
      const values = this.evaluate(fact.value, scope);
      if (fact.element) {
        const inner = fieldOf(place, fact.key ? keyName(this, fact.key, scope) : '[]');
        found.push({ kind: 'collection', items: [values.map((value) => this.adopt(value, inner, scope))] });
      } else found.push(...values.map((value) => this.adopt(value, place, scope)));
    }
    const kept = distinct(found).slice(0, mostValues);
    names.set(facts, kept);
    return kept;
  }

  /** A parameter, or what its function puts in its place (`if lock is None: lock = Lock()`). */
  #parameterOr(scope: FunctionNode, index: number, facts: readonly Fact[] | undefined): readonly Value[] {
    const own = this.#parameter(scope, index);
    if (!facts) return [own];
    const { names } = this.#memory(scope);
    const known = names.get(facts);
    if (known) return known;
    names.set(facts, noValues);
    const found = this.#reassigned(scope, index, own, facts);
    names.set(facts, found);
    return found;
  }

  #reassigned(scope: FunctionNode, index: number, own: Value, facts: readonly Fact[]): readonly Value[] {
    const name = scope.model.parameters[index]?.name ?? '';
    const others: Value[] = [];
    for (const fact of facts) {
      if (fact.element || (fact.value.kind === 'literal' && fact.value.value === null)) continue;
      const values = this.evaluate(fact.value, scope);
      if (values.length === 0) return noValues;
      const place = placeAt({ kind: 'local', function: scope.id, name });
      others.push(...values.map((value) => this.adopt(value, place, scope)));
    }
    return others.length === 0 ? [own] : distinct([own, ...others]);
  }

  #parameter(scope: FunctionNode, index: number): Value {
    if (index === 0 && scope.model.receiver !== undefined) return selfOf(scope);
    const place = scope.parameterPlace(index);
    const declared = scope.model.parameters[index]?.type;
    const [type] = declared ? this.evaluate(declared, scope.parent ?? scope) : [];
    if (type?.kind === 'class') return { kind: 'object', place, class: type.id };
    if (type?.kind === 'library' && this.type(type.name, scope.module))
      return { kind: 'object', place, library: type.name };
    return unknownAt(place);
  }

  /** An object that an expression of `scope` has made lives where it is put. */
  adopt(value: Value, place: Place, scope: FunctionNode): Value {
    if (value.kind === 'object') {
      const { root, path } = value.place;
      const fresh = root.kind === 'made' && path.length === 0 && isFreshIn(value.place, scope.id);
      return fresh ? { ...value, place } : value;
    }
    if (value.kind === 'factory') return value.place ? value : { ...value, place };
    if (value.kind !== 'collection') return value;
    const items = value.items.map((item, index) => {
      const key = value.keys?.[index] ?? String(index);
      return item.map((each) => this.adopt(each, fieldOf(place, `[${key}]`), scope));
    });
    return { ...value, items };
  }

  /** A new object of a type or function that makes one, living at `place`. */
  produce(makers: readonly Value[], place: Place): Value[] {
    const site = { function: '', start: 0, end: 0 };
    return makers.flatMap((maker): Value[] => {
      if (maker.kind === 'class')
        return [{ kind: 'object', place, class: maker.id, made: { args: [], site } }];
      if (maker.kind === 'library') {
        if (!this.type(maker.name)) return [];
        return [{ kind: 'object', place, library: maker.name, made: { args: [], site } }];
      }
      if (maker.kind !== 'function') return [];
      return this.returned(maker, []).flatMap((value) =>
        value.kind === 'object' && value.place.root.kind === 'made' ? [{ ...value, place }] : [value],
      );
    });
  }

  attribute(value: Value, name: string): readonly Value[] {
    switch (value.kind) {
      case 'module':
        return memberOfModule(this, value, undefined, name);
      case 'library':
        return [{ kind: 'library', name: this.canonical(`${value.name}.${name}`) }];
      case 'class': {
        const node = this.program.class(value.id);
        for (const each of node ? this.lineage(node).classes : []) {
          const found = classMember(this, each, name, undefined);
          if (found) return found;
        }
        return noValues;
      }
      case 'object': {
        const node = value.class === undefined ? undefined : this.program.class(value.class);
        if (node) return this.#member(value, node, name);
        const owner = value.library === undefined ? undefined : this.methodOwner(value.library, name);
        if (owner) return [{ kind: 'method', receiver: value, type: owner, name }];
        return [unknownAt(fieldOf(value.place, name))];
      }
      case 'collection':
        return memberOfLiteral(this, value, name);
      default:
        return noValues;
    }
  }

  /** An attribute that depends on itself, over any number of objects, is nothing more than its place. */
  #member(value: ObjectValue, node: ClassNode, name: string): readonly Value[] {
    const maker = value.made ?? unmade;
    let members = this.#members.get(maker);
    if (!members) {
      members = new Map();
      this.#members.set(maker, members);
    }
    const key = `${node.id} ${value.place.key} ${name}`;
    const known = members.get(key);
    if (known) return known;
    if (this.#depth > deepest) return noValues;
    members.set(key, noValues);
    this.#depth++;
    const found = distinct(memberOf(this, value, node, name)).slice(0, mostValues);
    this.#depth--;
    members.set(key, found);
    return found;
  }

  /** What may live at a place. */
  objectAt(place: Place): readonly Value[] {
    return place.path.reduce<readonly Value[]>(
      (values, name) =>
        name.startsWith('[')
          ? this.elementAt(values, name)
          : values.flatMap((value) => this.attribute(value, name)),
      this.#rootValues(place),
    );
  }

  #rootValues({ root }: Place): readonly Value[] {
    switch (root.kind) {
      case 'module': {
        const module = this.program.modules.get(root.path);
        return module ? this.variable(module, root.name) : noValues;
      }
      case 'class': {
        const node = this.program.class(root.class);
        return (node && classMember(this, node, root.name, undefined)) ?? noValues;
      }
      case 'local': {
        const node = this.program.function(root.function);
        return node ? this.lookup(root.name, node) : noValues;
      }
      case 'parameter': {
        const node = this.program.function(root.function);
        return node ? [this.#parameter(node, root.index)] : noValues;
      }
      case 'made':
        return noValues;
    }
  }

  elementAt(values: readonly Value[], key: string): readonly Value[] {
    return elementAt(this, values, key);
  }

  lineage(node: ClassNode): Lineage {
    const known = this.#lineages.get(node);
    if (known) return known;
    this.#lineages.set(node, { classes: [node], library: [], open: true });
    const found = lineageOf(this, node);
    this.#lineages.set(node, found);
    return found;
  }

  /** What the methods of one class assign to `self.name`, constructors first. */
  attributeFacts(node: ClassNode, name: string): readonly MethodFact[] {
    return this.#attributesOf(node).get(name) ?? [];
  }

  /** The attributes that methods of one class assign. */
  attributeNames(node: ClassNode): string[] {
    return [...this.#attributesOf(node).keys()];
  }

  #attributesOf(node: ClassNode): Attributes {
    let known = this.#attributes.get(node);
    if (!known) {
      known = collectAttributes(node);
      this.#attributes.set(node, known);
    }
    return known;
  }

  // The library tables, by the language of the module that asks.

  canonical(name: string): string {
    for (const { library } of this.program.frontEnds.values()) {
      const alias = library.aliases[name];
      if (alias !== undefined) return alias;
    }
    return name;
  }

  type(name: string, module?: ModuleNode): LibraryType | undefined {
    for (const frontEnd of this.#tables(module)) {
      const type = own(frontEnd.library.types, name);
      if (type) return type;
    }
    return undefined;
  }

  operation(name: string, module?: ModuleNode): Operation | undefined {
    for (const frontEnd of this.#tables(module)) {
      const operation = own(frontEnd.library.functions, name);
      if (operation) return operation;
    }
    return undefined;
  }

  *#tables(module: ModuleNode | undefined) {
    const frontEnd = module && this.program.frontEndOf(module);
    if (frontEnd) yield frontEnd;
    else yield* this.program.frontEnds.values();
  }

  /** The type, this one or a base of it, that has a method of that name. */
  methodOwner(type: string, name: string): string | undefined {
    for (let each: string | undefined = type; each !== undefined; ) {
      const known: LibraryType | undefined = this.type(each);
      if (known && own(known.methods, name)) return each;
      each = known?.base;
    }
    return undefined;
  }

  #memory({ id, module }: FunctionNode): Memory {
    let functions = this.#memories.get(module.path);
    if (!functions) {
      functions = new Map();
      this.#memories.set(module.path, functions);
    }
    const known = functions.get(id);
    if (known) return known;
    const fresh = { values: new Map(), names: new Map() };
    functions.set(id, fresh);
    return fresh;
  }
}

/** A table's own entry: `constructor` and the like are not entries. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
