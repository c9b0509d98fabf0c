/** Runs statements: what is held after each, and on each way out. */
import type { CallExpression, Expression } from '../model/expression.js';
import type {
  AssignStatement,
  Block,
  BranchStatement,
  LoopStatement,
  ReturnStatement,
  Statement,
} from '../model/statement.js';
import { expressionsIn, visitExpression } from '../model/visit.js';
import type { Site, Value } from '../resolve/value.js';
import { asksThread } from './asksThread.js';
import { runWith } from './contexts.js';
import { lockKey } from './effect.js';
import type { Execution } from './execution.js';
import { evaluate, evaluateCall, runGenerators, suspendAt, test, withUncertain } from './expressions.js';
import { acquired, asked, type Exit, type Flow, leftWith, merge, mergeAll, type State } from './state.js';
import { runTry } from './tries.js';

export function runBlock(execution: Execution, block: Block, state: State): Flow {
  const exits: Exit[] = [];
  let next: State | undefined = state;
  for (const statement of block) {
    if (next === undefined) break;
    execution.statement = statement;
    const flow = runStatement(execution, statement, next);
    exits.push(...flow.exits);
    next = flow.next;
  }
  return { next, exits };
}

function runStatement(execution: Execution, statement: Statement, state: State): Flow {
  switch (statement.kind) {
    case 'evaluate':
      return withException(execution, statement, state, evaluate(execution, statement.value, state));
    case 'assign':
      return withException(execution, statement, state, runAssign(execution, statement, state));
    case 'with':
      return runWith(execution, statement, state);
    case 'try':
      return runTry(execution, statement, state);
    case 'branch':
      return runBranch(execution, statement, state);
    case 'loop':
      return runLoop(execution, statement, state);
    case 'return':
      return runReturn(execution, statement, state);
    case 'raise': {
      const after = statement.value ? evaluate(execution, statement.value, state) : state;
      return { next: undefined, exits: [exit('raise', statement, after)] };
    }
    case 'break':
    case 'continue':
      return { next: undefined, exits: [exit(statement.kind, statement, state)] };
    case 'importAll':
      return { next: state, exits: [] };
  }
}

function exit(
  kind: Exit['kind'],
  span: { readonly start: number; readonly end: number },
  state: State,
): Exit {
  return { kind, state, start: span.start, end: span.end, handsOver: false, falsy: true };
}

/** Locks that only a statement gives back: an exception on the way there leaves them held. */
function atRisk(state: State): boolean {
  return state.held.some((held) => !held.scoped && held.certain);
}

/** A statement that calls something may throw; that matters while a lock waits for its release. */
function withException(execution: Execution, statement: Statement, before: State, after: State): Flow {
  const how =
    atRisk(before) && after.held.length >= before.held.length ? thrower(execution, statement) : undefined;
  return { next: after, exits: how ? [exit(how, statement, before)] : [] };
}

/** What of the statement may throw: a yield throws what its consumer throws in. */
function thrower(execution: Execution, statement: Statement): 'exception' | 'yield' | undefined {
  let how: 'exception' | 'yield' | undefined;
  for (const expression of expressionsIn(statement)) {
    visitExpression(expression, (inner) => {
      if (inner.kind === 'yield') how = 'yield';
      else if (inner.kind === 'await' || (inner.kind === 'call' && mayThrow(execution, inner)))
        how ??= 'exception';
    });
  }
  return how;
}

/** Anything, but for what gives back a lock or wakes somebody: that throws only where it is wrong anyway. */
function mayThrow({ resolver, node }: Execution, call: CallExpression): boolean {
  const callees = resolver.callable(call.callee, node);
  const isHarmless = (callee: Value) => {
    const type = callee.kind === 'method' ? resolver.library.type(callee.type) : undefined;
    const op = callee.kind === 'method' ? type?.methods[callee.name]?.op : undefined;
    return callee.kind === 'releaser' || op === 'release' || op === 'wake';
  };
  return callees.length === 0 || !callees.every(isHarmless);
}

function runAssign(execution: Execution, statement: AssignStatement, state: State): State {
  const { target, value } = statement;
  const outcome = evaluateCall(execution, value, state);
  const guard = target.kind === 'name' ? target.name : undefined;
  const after = outcome ? withUncertain(outcome, guard) : evaluate(execution, value, state);
  return target.kind === 'name' ? after : evaluate(execution, target, after);
}

function runReturn(execution: Execution, statement: ReturnStatement, state: State): Flow {
  const { value } = statement;
  const outcome = value && evaluateCall(execution, value, state);
  const tried = outcome?.tried ?? [];
  const after = outcome
    ? tried.reduce<State>(acquired, outcome.state)
    : value
      ? evaluate(execution, value, state)
      : state;
  const falsy = value === undefined || (value.kind === 'literal' && !value.value);
  const handsOver = tried.length > 0 || (!falsy && value !== undefined && isHandle(execution, value, after));
  const exits: Exit[] = [{ ...exit('return', statement, after), falsy, handsOver }];
  const isReleasing = after.held.length < state.held.length;
  const how = value && atRisk(state) && !isReleasing ? thrower(execution, statement) : undefined;
  if (how) exits.push(exit(how, statement, state));
  return { next: undefined, exits };
}

/** `return True`, `return self`, `return lock`: the caller is told that it has the lock now. */
function isHandle(execution: Execution, value: Expression, state: State): boolean {
  if (value.kind === 'literal') return value.value === true;
  if (value.kind !== 'name' && value.kind !== 'collection') return false;
  const values = execution.resolver.evaluate(value, execution.node);
  return values.flatMap(withItems).some((each) => {
    if (each.kind === 'releaser') return true;
    if (each.kind !== 'object') return false;
    const { root, path, key } = each.place;
    const isReceiver =
      root.kind === 'parameter' && root.index === 0 && path.length === 0 && each.class !== undefined;
    return isReceiver || state.held.some((held) => lockKey(held.lock) === key);
  });
}

function withItems(value: Value): readonly Value[] {
  return value.kind === 'collection' ? value.items.flat() : [value];
}

function comparesIn(condition: Expression): boolean {
  let compares = false;
  visitExpression(condition, (inner) => {
    if (inner.kind === 'compare') compares = true;
  });
  return compares;
}

function runBranch(execution: Execution, statement: BranchStatement, state: State): Flow {
  const [whenTrue, whenFalse] = test(execution, statement.condition, state);
  const compares = comparesIn(statement.condition);
  if (compares) execution.comparisons++;
  const asks = asksThread(execution, statement.condition);
  const empty: Flow = { next: undefined, exits: [] };
  const way = (block: Block, entry: State | undefined, answer: string): Flow =>
    entry ? runBlock(execution, block, asks ? asked(entry, statement, answer) : entry) : empty;
  const first = way(statement.consequence, whenTrue, 'yes');
  const second = way(statement.otherwise, whenFalse, 'no');
  if (compares) execution.comparisons--;
  // If one way does not come back, what follows belongs to the other.
  const next =
    first.next && second.next ? leftWith(state, first.next, second.next) : (first.next ?? second.next);
  return {
    next: next && noteSkipped(execution.site(statement), state, next, [first.next, second.next]),
    exits: [...first.exits, ...second.exits],
  };
}

/**
 * A lock that was held before the branch and that only one way gives back. If a later branch gives it back too, the two
 * belong together, and nothing is wrong.
 */
function noteSkipped(site: Site, before: State, after: State, ways: readonly (State | undefined)[]): State {
  if (before.held.length === 0 || after.held.every((held) => held.certain)) return after;
  const held = after.held.flatMap((each) => {
    const key = lockKey(each.lock);
    const was = before.held.find((other) => lockKey(other.lock) === key);
    const isReleased = ways.some((way) => way && !way.held.some((other) => lockKey(other.lock) === key));
    if (each.certain || !was || !isReleased) return [each];
    if (was.certain) return [{ ...each, skipped: site }];
    return was.skipped ? [] : [each];
  });
  return { ...after, held };
}

function runLoop(execution: Execution, statement: LoopStatement, state: State): Flow {
  let entry: State | undefined = state;
  let done: State | undefined = state;
  if (statement.over) {
    entry = evaluate(execution, statement.over.value, state);
    const { value } = statement.over;
    const source = value.kind === 'element' ? value.of : value;
    runGenerators(execution, execution.resolver.evaluate(source, execution.node), entry, statement);
    done = entry;
    if (statement.async) suspendAt(execution, statement, entry);
  } else if (statement.condition) [entry, done] = test(execution, statement.condition, state);
  if (statement.endless) done = undefined;
  if (!entry) return runBlock(execution, statement.otherwise, done ?? state);
  execution.loops++;
  const body = runBlock(execution, statement.body, entry);
  execution.loops--;
  const continues = body.exits.filter((each) => each.kind === 'continue');
  for (const each of continues) noteLeaks(execution, each, entry);
  const breaks = body.exits.filter((each) => each.kind === 'break');
  const round = mergeAll([body.next, ...continues.map((each) => each.state)]);
  const ended = statement.endless
    ? undefined
    : merge(done, statement.condition ? afterRound(statement, done, round) : round);
  const rest = ended ? runBlock(execution, statement.otherwise, ended) : { next: undefined, exits: [] };
  return {
    next: mergeAll([rest.next, ...breaks.map((each) => each.state)]),
    exits: [...body.exits.filter((each) => each.kind !== 'continue' && each.kind !== 'break'), ...rest.exits],
  };
}

/** `while not lock.acquire(False): wait()`: the loop ends holding it, whatever a round held. */
function afterRound(
  statement: LoopStatement,
  done: State | undefined,
  round: State | undefined,
): State | undefined {
  if (!done || !round) return round;
  const condition = statement.condition;
  const tries = condition?.kind === 'not' || condition?.kind === 'call';
  return tries && done.held.length > round.held.length ? done : round;
}

/** `continue` with a lock that the round has taken. */
function noteLeaks(execution: Execution, each: Exit, entry: State): void {
  const before = new Set(entry.held.map((held) => lockKey(held.lock)));
  for (const held of each.state.held) {
    if (held.scoped || !held.certain || before.has(lockKey(held.lock))) continue;
    execution.noteLeak({ held, how: 'return', at: execution.site(each), handsOver: false });
  }
}
