/** The detector's sentences in English. */
export const english: Readonly<Record<string, string>> = {
  name: '{name}',
  'step.takes': 'takes {lock}',
  'step.takesAgain': 'takes {lock} again, and waits for itself',
  'step.calls': '{caller} calls {callee}',
  'step.return': 'leaves here with {lock} still held',
  'step.raise': 'raises here with {lock} still held',
  'step.exception': 'an exception here leaves {lock} held',
  'step.yield': 'an exception in the with block comes out here and leaves {lock} held',
  'self-deadlock.direct':
    '{lock} is taken again by the thread that holds it: {function} takes it on line {taken} and again on line {again}, and {lock} is not reentrant',
  'self-deadlock.call':
    '{lock} is taken again by the thread that holds it: {function} holds it since line {taken} and calls {callee}, which takes it on line {again}; {lock} is not reentrant',
  'lock-order-inversion.two': '{locks} are taken in opposite orders: {threads}',
  'lock-order-inversion.more': '{locks} are taken in a circle: {threads}',
  'lock-order-inversion.thread':
    'Thread {number} in {function} takes {first} (line {firstLine}) then {second} ({secondLine})',
  'missing-release.return':
    '{lock} is not released on every path: {function} takes it on line {taken} and returns on line {exit} without releasing it',
  'missing-release.raise':
    '{lock} is not released on every path: {function} takes it on line {taken} and raises on line {exit} without releasing it',
  'missing-release.exception':
    '{lock} stays locked if something fails: {function} takes it on line {taken}, and an exception on line {exit} skips the release',
  'missing-release.yield':
    '{lock} stays locked if the with block fails: {function} takes it on line {taken} and yields on line {exit} outside try/finally',
};
