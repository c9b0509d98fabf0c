// greenlet.greenlet
import { GreenletExit, getcurrent, greenlet } from 'threadlanes/gevent';
import { attempt, nameOf, tell } from './lines.js';

const first = new greenlet(oneOfTwo);
const second = new greenlet(twoOfTwo);

export function oneOfTwo() {
  tell(12);
  second.switch();
  tell(34);
}

export function twoOfTwo() {
  tell(56);
  first.switch();
  tell(78);
}

export function add(a: number, b: number) {
  return a + b;
}

export function echo(start: number) {
  let value: unknown = start;
  for (;;) value = getcurrent().parent?.switch(value);
}

export function collect() {
  tell(getcurrent().parent?.switch('one'));
  tell(getcurrent().parent?.switch('two'));
  return 'done';
}

export function fail() {
  throw new RangeError('failed');
}

export function careful() {
  try {
    getcurrent().parent?.switch('waiting');
  } catch (error) {
    tell('caught', nameOf(error));
    return 'went on';
  } finally {
    tell('cleaned up');
  }
  return 'never';
}

export function deep() {
  return switchAtDepth(3);
}
function switchAtDepth(depth: number): unknown {
  return depth === 0 ? getcurrent().parent?.switch('from below') : switchAtDepth(depth - 1);
}

export function makesChild() {
  const child = new greenlet(add);
  tell(child.parent === getcurrent());
  return child.switch(20, 22);
}

export function switchesByHand() {
  first.switch();
  tell(first.dead, second.dead);
}

export function argumentsOfTheFirstSwitch() {
  tell(new greenlet(add).switch(1, 2));
}

export function valuesGoBothWays() {
  const g = new greenlet(echo);
  tell(g.switch(1), g.switch('two'), g.switch([3, 4]));
}

export function severalValuesAreAList() {
  const g = new greenlet(collect);
  tell(g.switch());
  tell(g.switch('a', 'b'));
  tell(g.switch('c'));
}

export function nothingRunsBeforeTheFirstSwitch() {
  const g = new greenlet(collect);
  tell(g.dead);
  tell(g.switch());
  tell(g.dead);
}

export function theResultGoesToTheParent() {
  const g = new greenlet(add);
  tell(g.switch(2, 3), g.dead);
}

export function anExceptionGoesToTheParent() {
  const g = new greenlet(fail);
  attempt(() => g.switch());
  tell(g.dead);
}

export function switchingToADeadOneComesBack() {
  const g = new greenlet(add);
  g.switch(1, 1);
  tell(g.switch('value'));
}

export function throwIsThrownWhereItStands() {
  const g = new greenlet(careful);
  tell(g.switch());
  tell(g.throw(new RangeError('thrown')));
  tell(g.dead);
}

export function throwWithoutAnExceptionEndsIt() {
  const g = new greenlet(collect);
  g.switch();
  tell(g.throw() instanceof GreenletExit, g.dead);
}

export function throwIntoOneThatHasNotBegun() {
  const g = new greenlet(collect);
  attempt(() => g.throw(new RangeError('thrown')));
  tell(g.dead);
}

export function switchesAtAnyDepth() {
  const g = new greenlet(deep);
  tell(g.switch());
  tell(g.switch('to below'));
}

export function theParentIsTheMaker() {
  const g = new greenlet(makesChild);
  tell(g.parent === getcurrent());
  tell(g.switch());
}

export function theThreadsOwnHasNoParent() {
  tell(getcurrent().parent, getcurrent().dead);
}

export function parentsMustNotFormACircle() {
  const a = new greenlet(add);
  const b = new greenlet(add, a);
  attempt(() => {
    a.parent = b;
  });
}

export function anotherParentGetsTheResult() {
  const a = new greenlet(collect);
  tell(a.switch());
  const b = new greenlet(add, a);
  tell(b.switch(3, 4));
}

const cases: Record<string, () => void> = {
  switchesByHand,
  argumentsOfTheFirstSwitch,
  valuesGoBothWays,
  severalValuesAreAList,
  nothingRunsBeforeTheFirstSwitch,
  theResultGoesToTheParent,
  anExceptionGoesToTheParent,
  switchingToADeadOneComesBack,
  throwIsThrownWhereItStands,
  throwWithoutAnExceptionEndsIt,
  throwIntoOneThatHasNotBegun,
  switchesAtAnyDepth,
  theParentIsTheMaker,
  theThreadsOwnHasNoParent,
  parentsMustNotFormACircle,
  anotherParentGetsTheResult,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
