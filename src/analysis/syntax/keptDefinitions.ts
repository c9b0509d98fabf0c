/**
 * The definitions of a file that is being typed in, kept from one lowering to the next. One whose text, surroundings and
 * place in the module's lists are as before is not lowered again: its functions keep their bodies, the very same objects,
 * and only say where they begin now. Never keeps a definition with a syntax error, whose tree depends on the text
 * around it.
 */
import type { Statement } from '../model/statement.js';
import type { SyntaxCursor } from './cursor.js';
import type { Added, ModuleBuilder } from './moduleBuilder.js';
import { moved } from './moved.js';

interface Kept {
  readonly start: number;
  readonly statement: Statement;
  readonly added: Added;
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
   * The definition under the cursor, which stands in the module's own code or in the body of a class of it. `context`
   * says what else than its text decides what `lower` makes of it.
   */
  statement(
    cursor: SyntaxCursor,
    builder: ModuleBuilder,
    context: string,
    lower: () => Statement,
  ): Statement {
    if (cursor.hasError) return lower();
    const { start } = cursor;
    const key = `${builder.place} ${context} ${cursor.slice}`;
    const known = this.#before.get(key);
    const by = start - (known?.start ?? 0);
    if (known && builder.addAgain(known.added, by)) {
      this.#keep(key, known);
      return moved(known.statement, by);
    }
    const mark = builder.mark();
    const outer = this.#inside;
    this.#inside = new Map();
    const statement = lower();
    const inside = this.#inside;
    this.#inside = outer;
    this.#keep(key, { start, statement, added: builder.since(mark), inside });
    return statement;
  }

  #keep(key: string, kept: Kept): void {
    this.#inside.set(key, kept);
    this.#now.set(key, kept);
    for (const [inner, each] of kept.inside) this.#now.set(inner, each);
  }
}
