/** Runs `try`: what is held in handlers, in the last block, and behind them. */
import type { Block, TryStatement } from '../model/statement.js';
import { asksByException } from './asksThread.js';
import type { Execution } from './execution.js';
import { asked, type Exit, type Flow, mergeAll, type State, stateKey } from './state.js';
import { runBlock } from './statements.js';

export function runTry(execution: Execution, statement: TryStatement, state: State): Flow {
  const body = runBlock(execution, statement.body, state);
  const thrown = body.exits.filter((each) => isThrown(each));
  const others = body.exits.filter((each) => !isThrown(each));
  const exits: Exit[] = [...others];
  const ends: (State | undefined)[] = [];
  if (body.next) {
    const after = runBlock(execution, statement.otherwise, body.next);
    ends.push(after.next);
    exits.push(...after.exits);
  }
  if (statement.handlers.length === 0) exits.push(...thrown);
  else {
    if (!statement.catchesAll) exits.push(...thrown.filter((each) => each.kind !== 'raise'));
    // `try: get_running_loop()`, `except RuntimeError:` is on no loop's thread.
    const asks = asksByException(execution, statement.body);
    // What is certain to be held where something throws is what was held before the body, too.
    const entry =
      mergeAll([thrown.length > 0 ? undefined : state, ...thrown.map((each) => each.state)]) ?? state;
    for (const handler of statement.handlers) {
      const handled = runBlock(execution, handler, asks ? asked(entry, statement, 'thrown') : entry);
      ends.push(handled.next);
      exits.push(...handled.exits);
    }
  }
  return runFinally(execution, statement.finally, { next: mergeAll(ends), exits });
}

function isThrown({ kind }: Exit): boolean {
  return kind === 'raise' || kind === 'exception' || kind === 'yield';
}

/** The last block runs on every way out: once for each different state. */
function runFinally(execution: Execution, block: Block, flow: Flow): Flow {
  if (block.length === 0) return flow;
  const done = new Map<string, Flow>();
  const run = (state: State): Flow => {
    const key = stateKey(state);
    const known = done.get(key);
    if (known) return known;
    const result = runBlock(execution, block, state);
    done.set(key, result);
    return result;
  };
  const exits: Exit[] = [];
  for (const each of flow.exits) {
    const after = run(each.state);
    if (after.next) exits.push({ ...each, state: after.next });
  }
  const next = flow.next && run(flow.next);
  // Without a body that ends, the block must be run all the same for what it does.
  if (!next && flow.exits.length === 0) return flow;
  for (const result of done.values()) exits.push(...result.exits);
  return { next: next?.next, exits };
}
