// Generators driven by hand: send, throw, close
import { coroutine, GeneratorExit, StopIteration } from 'threadlanes';
import { attempt, nameOf, tell } from './lines.js';

const echo = coroutine(function* echo() {
  let given: unknown = 'ready';
  for (;;) given = yield given;
});

const three = coroutine(function* three() {
  yield 1;
  yield 2;
  return 3;
});

const careful = coroutine(function* careful() {
  try {
    yield 'working';
  } finally {
    tell('cleaned up');
  }
});

const stubborn = coroutine(function* stubborn() {
  try {
    yield 'here';
  } catch (error) {
    tell('caught', nameOf(error));
  }
  yield 'still here';
});

const obedient = coroutine(function* obedient() {
  try {
    yield 1;
  } catch (error) {
    tell(error instanceof GeneratorExit);
    throw error;
  }
});

const inner = coroutine(function* inner() {
  tell('inner begins');
  yield 'from inner';
  tell('inner ends');
});

const outer = coroutine(function* outer() {
  const generator = inner();
  yield generator.send();
  yield 'from outer';
  generator.close();
});

export function nothingRunsBeforeTheFirstSend() {
  const generator = careful();
  tell('made');
  tell(generator.send());
  generator.close();
}

export function sendAnswersWhatIsYielded() {
  const generator = echo();
  tell(generator.send());
  tell(generator.send('a'), generator.send('b'));
}

export function theFirstSendMustSendNothing() {
  const generator = echo();
  attempt(() => generator.send('a'));
  tell(generator.send());
}

export function aReturnIsAStopIteration() {
  const generator = three();
  tell(generator.send(), generator.send());
  try {
    generator.send();
  } catch (error) {
    tell(nameOf(error), error instanceof StopIteration ? error.value : 'not one');
  }
  attempt(() => generator.send());
}

export function canBeIterated() {
  tell([...three()]);
}

export function throwIsThrownAtTheYield() {
  const generator = stubborn();
  tell(generator.send());
  tell(generator.throw(new RangeError('thrown')));
}

export function whatIsNotCaughtComesBack() {
  const generator = careful();
  generator.send();
  attempt(() => generator.throw(new RangeError('thrown')));
  attempt(() => generator.send());
}

export function closeRunsWhatIsInFinally() {
  const generator = careful();
  generator.send();
  generator.close();
  attempt(() => generator.send());
}

export function closeMayBeCalledAgain() {
  const generator = careful();
  generator.send();
  generator.close();
  generator.close();
  tell('closed twice');
}

export function closeBeforeTheFirstSend() {
  const generator = careful();
  generator.close();
  attempt(() => generator.send());
}

export function closeThrowsGeneratorExit() {
  const generator = obedient();
  generator.send();
  generator.close();
  tell('closed');
}

export function aGeneratorMustNotYieldWhenItIsClosed() {
  const generator = stubborn();
  generator.send();
  attempt(() => generator.close());
}

export function generatorsMayBeNested() {
  const generator = outer();
  tell(generator.send());
  tell(generator.send());
  attempt(() => generator.send());
}

export function strictAlternation() {
  const consumer = echo();
  consumer.send();
  for (let n = 1; n <= 3; n++) {
    tell('producing', n);
    tell('answered', consumer.send(n));
  }
  consumer.close();
}

const cases: Record<string, () => void> = {
  nothingRunsBeforeTheFirstSend,
  sendAnswersWhatIsYielded,
  theFirstSendMustSendNothing,
  aReturnIsAStopIteration,
  canBeIterated,
  throwIsThrownAtTheYield,
  whatIsNotCaughtComesBack,
  closeRunsWhatIsInFinally,
  closeMayBeCalledAgain,
  closeBeforeTheFirstSend,
  closeThrowsGeneratorExit,
  aGeneratorMustNotYieldWhenItIsClosed,
  generatorsMayBeNested,
  strictAlternation,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
