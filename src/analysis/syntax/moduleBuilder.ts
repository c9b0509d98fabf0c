/** Collects a module's functions and classes while a front end walks its tree. Shared by all front ends. */
import type { ClassModel, FunctionModel, ModuleModel } from '../model/module.js';
import type { Block } from '../model/statement.js';
import { lineStartsOf } from './cursor.js';
import { movedClass, movedFunction } from './moved.js';
import { suppressionsOf } from './suppressions.js';

/** What a front end tells of a function; its place in the module is added. */
export type FunctionHead = Omit<FunctionModel, 'name' | 'parent' | 'body'> & { readonly name: string };

/** Functions and classes that were added together. */
export interface Added {
  readonly functions: readonly FunctionModel[];
  readonly classes: readonly ClassModel[];
}

/** How many functions and classes there are at some moment. */
export interface Mark {
  readonly functions: number;
  readonly classes: number;
}

interface Frame {
  readonly index: number;
  readonly qualifier: string;
}

export class ModuleBuilder {
  readonly #functions: (FunctionModel | undefined)[] = [];
  readonly #classes: (ClassModel | undefined)[] = [];
  readonly #frames: Frame[] = [];
  readonly #names = new Map<string, number>();

  /** Index of the function whose body is being lowered. */
  get current(): number {
    return this.#frame.index;
  }

  /** Lowers a module's own code as function 0. */
  module(length: number, lowerBody: () => Block): void {
    this.#frames.push({ index: 0, qualifier: '' });
    this.#functions.push(undefined);
    const body = lowerBody();
    this.#functions[0] = {
      name: '<module>',
      start: 0,
      end: length,
      parameters: [],
      body,
      async: false,
      generator: false,
    };
    this.#frames.pop();
  }

  /** Adds a function and lowers its body inside it. `traits` is asked after the body (generators show there). */
  function(head: FunctionHead, lowerBody: () => Block, traits?: () => Partial<FunctionModel>): number {
    const index = this.#functions.length;
    this.#functions.push(undefined);
    const name = this.#unique(this.#frame.qualifier + head.name);
    const parent = this.current;
    this.#frames.push({ index, qualifier: `${name}.` });
    const body = lowerBody();
    this.#frames.pop();
    this.#functions[index] = { ...head, ...traits?.(), name, parent, body };
    return index;
  }

  /** Adds a class; `lowerBody` gives its attributes and is told the class's index. */
  class(
    head: Omit<ClassModel, 'attributes' | 'parent'>,
    lowerBody: (index: number) => ClassModel['attributes'],
  ): number {
    const index = this.#classes.length;
    this.#classes.push(undefined);
    const name = this.#unique(this.#frame.qualifier + head.name);
    const parent = this.current;
    this.#frames.push({ index: parent, qualifier: `${name}.` });
    const attributes = lowerBody(index);
    this.#frames.pop();
    this.#classes[index] = { ...head, name, attributes, parent };
    return index;
  }

  mark(): Mark {
    return { functions: this.#functions.length, classes: this.#classes.length };
  }

  since(mark: Mark): Added {
    return {
      functions: this.#functions.slice(mark.functions) as FunctionModel[],
      classes: this.#classes.slice(mark.classes) as ClassModel[],
    };
  }

  /** What decides which names and indices the next definition gets, but for names that are taken. */
  get place(): string {
    const { index, qualifier } = this.#frame;
    return `${index} ${qualifier} ${this.#functions.length} ${this.#classes.length}`;
  }

  /** Adds what was added at the same place before, moved in the text; false if some name is taken now. */
  addAgain({ functions, classes }: Added, by: number): boolean {
    const names = [...functions, ...classes].map((each) => each.name);
    const counts = new Map<string, number>();
    for (const name of names) {
      const [, simple = name, count = '1'] = /^(.*)#(\d+)$/s.exec(name) ?? [];
      if ((counts.get(simple) ?? this.#names.get(simple) ?? 0) !== Number(count) - 1) return false;
      counts.set(simple, Number(count));
    }
    for (const [name, count] of counts) this.#names.set(name, count);
    for (const each of functions) this.#functions.push(movedFunction(each, by));
    for (const each of classes) this.#classes.push(movedClass(each, by));
    return true;
  }

  build(path: string, language: string, text: string): ModuleModel {
    const lineStarts = lineStartsOf(text);
    return {
      path,
      language,
      functions: this.#functions as FunctionModel[],
      classes: this.#classes as ClassModel[],
      suppressions: suppressionsOf(text, lineStarts),
      lineStarts,
    };
  }

  get #frame(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  /** Two functions of one name (in two branches, or redefined) get different keys. */
  #unique(name: string): string {
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }
}
