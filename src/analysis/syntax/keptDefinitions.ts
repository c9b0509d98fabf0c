/**
 * The definitions of a file that is being typed in, kept from one lowering to the next. One whose text, surroundings and
 * place in the module's lists are as before is not lowered again: its functions keep their bodies, the very same objects,
 * and only say where they begin now. Never keeps a definition with a syntax error, whose tree depends on the text
 * around it.
 */
import type { Expression } from '../model/expression.js';
import type { Statement } from '../model/statement.js';
import type { Cursor } from './cursor.js';
import type { Added, ModuleBuilder } from './moduleBuilder.js';
import { moved } from './moved.js';

/** What names mean around a definition, where the language's front end resolves them: another meaning, another model. */
export interface Names {
  /** Runs `lower`; gives what it makes and the names that it asks for, with what they meant. */
  watch<Made>(lower: () => Made): { readonly made: Made; readonly asked: Asked };
  /** Whether they mean the same now. */
  mean(asked: Asked): boolean;
}

export type Asked = ReadonlyMap<string, string | undefined>;
const nothing: Asked = new Map();

interface Kept {
  readonly start: number;
  readonly made: Statement | Expression;
  readonly added: Added;
  readonly asked: Asked;
  /** The methods of a class. */
  readonly inside: ReadonlyMap<string, Kept>;
}

export class KeptDefinitions {
  #before: ReadonlyMap<string, Kept> = new Map();
  #now = new Map<string, Kept>();
  #inside = new Map<string, Kept>();

  /** To be called before the file is lowered: what the lowering before the last one had is forgotten. */
  begin(): void {
    this.#before = this.#now;
    this.#now = new Map();
    this.#inside = new Map();
  }

  /**
   * What `lower` makes of the definition under the cursor, which stands in the module's own code or in the body of a class
   * of it. `context` says what else than its text and the names around decides that.
   */
  definition<Made extends Statement | Expression>(
    cursor: Cursor,
    builder: ModuleBuilder,
    context: string,
    lower: () => Made,
    names?: Names,
  ): Made {
    if (cursor.hasError) return lower();
    const { start } = cursor;
    const key = `${builder.place} ${context} ${cursor.slice}`;
    const known = this.#before.get(key);
    const by = start - (known?.start ?? 0);
    if (known && (!names || names.mean(known.asked)) && builder.addAgain(known.added, by)) {
      this.#keep(key, known);
      // The same text in the same context was lowered by the same function.
      return moved(known.made as Made, by);
    }
    const mark = builder.mark();
    const outer = this.#inside;
    this.#inside = new Map();
    const { made, asked } = names?.watch(lower) ?? { made: lower(), asked: nothing };
    const inside = this.#inside;
    this.#inside = outer;
    this.#keep(key, { start, made, added: builder.since(mark), asked, inside });
    return made;
  }

  #keep(key: string, kept: Kept): void {
    this.#inside.set(key, kept);
    this.#now.set(key, kept);
    for (const [inner, each] of kept.inside) this.#now.set(inner, each);
  }
}
