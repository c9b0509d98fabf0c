/**
 * Says what an expression of a function may be. Everything it works out is kept by module and thrown away when that
 * module, or one that it depends on, changes. Never runs anything; gives few values or none rather than wrong ones.
 */
import type { AttributeExpression, Expression } from '../model/expression.js';
import { unknownAt } from './arguments.js';
import { attributesOf, type MethodFact } from './attributeFacts.js';
import { resultOfCall, resultOfFunction } from './calls.js';
import { classMember, type Lineage, lineageOf, memberOf } from './classes.js';
import { distinct } from './distinct.js';
import { elementAt, keyName, memberOfLiteral } from './elements.js';
import { LibraryTables } from './libraryTables.js';
import { Memory } from './memory.js';
import { memberOfLibrary, memberOfModule } from './modules.js';
import { lookUp, parameterOf, variableOf } from './names.js';
import { type FunctionId, fieldOf, isFreshIn, type Place } from './place.js';
import type { ClassNode, FunctionNode, ModuleNode, Program } from './program.js';
import { type GivenArgument, mostValues, noValues, type ObjectValue, type Value } from './value.js';

/** Stands for the making of objects that nobody has seen being made. */
const unmade = {};

/** Evaluations inside each other; deeper ones say nothing. Long chains of assignments are rare and tell little. */
const deepest = 24;

export class Resolver {
  readonly memory = new Memory();
  readonly library: LibraryTables;
  /** Of all modules, since a class's bases may lie in others; cheap to work out again. */
  readonly #lineages = new Map<ClassNode, Lineage>();
  /** What attributes of objects are, by how the object was made; of all modules, like the lineages. */
  #members = new WeakMap<object, Map<string, readonly Value[]>>();
  readonly #open = new Set<Expression>();
  #depth = 0;
  /** Counts how often more was forgotten than what some function's own expressions may be. */
  version = 0;

  constructor(readonly program: Program) {
    this.library = new LibraryTables(program);
  }

  /**
   * Forgets what was worked out of a module, or only of some functions of it, the rest being as before; `isTold` if what
   * others are told has changed.
   */
  forget(path: string, functions: ReadonlySet<FunctionId> | undefined, isTold: boolean): void {
    this.memory.forget(path, functions);
    if (isTold) this.version++;
    this.#lineages.clear();
    this.#members = new WeakMap();
  }

  /** What `expression` may be in `node`, in terms of the node's parameters; nothing when unknown. */
  evaluate(expression: Expression, node: FunctionNode): readonly Value[] {
    if (expression.kind === 'other' || expression.kind === 'compare') return noValues;
    if (expression.kind === 'literal') return [expression];
    // Names are remembered by what they are bound to.
    if (expression.kind === 'name') return this.lookup(expression.name, node);
    const { values } = this.memory.of(node);
    const known = values.get(expression);
    if (known) return known;
    if (this.#open.has(expression) || this.#depth > deepest) return noValues;
    this.#open.add(expression);
    this.#depth++;
    const all = this.#evaluate(expression, node);
    const found = all.length > mostValues ? all.slice(0, mostValues) : all;
    this.#depth--;
    this.#open.delete(expression);
    values.set(expression, found);
    return found;
  }

  #evaluate(expression: Expression, node: FunctionNode): readonly Value[] {
    switch (expression.kind) {
      case 'attribute':
        return this.#read(this.members(expression, node));
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

  /** Reading a property gives what its function returns. */
  #read(members: readonly Value[]): readonly Value[] {
    const isProperty = (value: Value) => value.kind === 'function' && value.as === 'property';
    if (!members.some(isProperty)) return members;
    return members.flatMap((value) =>
      value.kind === 'function' && isProperty(value) ? this.returned(value, []) : [value],
    );
  }

  /** What is called, constructed or inherited from: of a module (`require('./lock')`), what it exports as a whole. */
  callable(expression: Expression, node: FunctionNode): readonly Value[] {
    const values = this.evaluate(expression, node);
    if (!values.some((value) => value.kind === 'module')) return values;
    return values.flatMap((value) => (value.kind === 'module' ? this.attribute(value, 'default') : [value]));
  }

  /** What the attribute is bound to: for a property, the function that reading it runs. */
  members(expression: AttributeExpression, node: FunctionNode): readonly Value[] {
    const [only, ...others] = this.evaluate(expression.of, node);
    if (!only) return noValues;
    const first = this.attribute(only, expression.name);
    if (others.length === 0) return first;
    return [first, ...others.map((value) => this.attribute(value, expression.name))].flat();
  }

  /** What a call of this function gives, once it has run. */
  returned(value: Extract<Value, { kind: 'function' }>, args: readonly GivenArgument[]): readonly Value[] {
    return resultOfFunction(this, value, args);
  }

  lookup(name: string, node: FunctionNode): readonly Value[] {
    return lookUp(this, name, node);
  }

  /** What a module's variable may be. */
  variable(module: ModuleNode, name: string): readonly Value[] {
    return variableOf(this, module, name);
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
        if (!this.library.type(maker.name)) return [];
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
        return [{ kind: 'library', name: this.library.canonical(`${value.name}.${name}`) }];
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
        const owner = value.library === undefined ? undefined : this.library.methodOwner(value.library, name);
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
        return node ? [parameterOf(this, node, root.index)] : noValues;
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
    return attributesOf(node).get(name) ?? [];
  }

  /** The attributes that methods of one class assign. */
  attributeNames(node: ClassNode): string[] {
    return [...attributesOf(node).keys()];
  }
}
