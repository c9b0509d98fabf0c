// An edit in one function may change what a lock is that others take, whom it never mentions: all of them are reached,
// and the answers are those of a fresh analyser.
import { expect, it } from 'vitest';
import { Analyser } from '../../../src/analysis/analyse.js';
import { frontEnds } from '../../../src/analysis/frontEnds.js';
import { KeptDefinitions } from '../../../src/analysis/syntax/keptDefinitions.js';
import { modelOf } from './parsing.js';

/** Two functions that take the table, one within the other. */
const users = `
def one():
    with table:
        two()

def two():
    with table:
        pass
`;

type Case = readonly [what: string, from: string, to: string, text: string];

/** Each is a self-deadlock until the lock becomes another one. */
const cases: readonly Case[] = [
  [
    'a variable behind what a function returns',
    'threading.Lock()',
    'threading.RLock()',
    `
import threading

def make():
    lock = threading.Lock()
    return lock

table = make()
${users}`,
  ],
  [
    'an attribute that is taken through a parameter',
    'threading.Lock()',
    'threading.RLock()',
    `
import threading

class Box:
    def __init__(self):
        self.lock = threading.Lock()

def use(it):
    with it.lock:
        pass

def outer():
    box = Box()
    with box.lock:
        use(box)
`,
  ],
  [
    'an attribute behind a property',
    'threading.Lock()',
    'threading.RLock()',
    `
import threading

class Box:
    def __init__(self):
        self._lock = threading.Lock()

    @property
    def lock(self):
        return self._lock

    def one(self):
        with self.lock:
            self.two()

    def two(self):
        with self.lock:
            pass
`,
  ],
  [
    'a variable of the function around',
    'threading.Lock()',
    'threading.RLock()',
    `
import threading

def outer():
    lock = threading.Lock()

    def inner():
        with lock:
            pass

    with lock:
        inner()
`,
  ],
  [
    'what a function gives that has another name elsewhere',
    'threading.Lock()',
    'threading.RLock()',
    `
import threading

def make():
    return threading.Lock()

maker = make
table = maker()
${users}`,
  ],
  [
    'an attribute that a subclass makes for itself',
    'pass  # here',
    'self.lock = threading.Lock()',
    `
import threading

class Base:
    def __init__(self):
        self.lock = threading.Lock()

    def run(self):
        with self.lock:
            self.step()

    def step(self):
        pass

class Sub(Base):
    def reset(self):
        pass  # here

    def step(self):
        with self.lock:
            pass
`,
  ],
  [
    'a parameter',
    'def two(lock, other)',
    'def two(other, lock)',
    `
import threading

table = threading.Lock()
chair = threading.Lock()

def one():
    with table:
        two(table, chair)

def two(lock, other):
    with lock:
        pass
`,
  ],
];

it.each(cases)('%s', async (_, from, to, text) => {
  const path = 'a.py';
  const kept = new KeptDefinitions();
  const analyser = new Analyser(frontEnds);
  const rulesNow = () => analyser.findings().map(({ rule }) => rule);
  analyser.setFile(path, await modelOf(path, text, kept));
  expect(rulesNow()).toEqual(['self-deadlock']);
  const edited = text.replace(from, to);
  analyser.setFile(path, await modelOf(path, edited, kept));
  const fresh = new Analyser(frontEnds);
  fresh.setFile(path, await modelOf(path, edited));
  expect(analyser.findings()).toEqual(fresh.findings());
  expect(rulesNow()).not.toContain('self-deadlock');
  analyser.setFile(path, await modelOf(path, text, kept));
  expect(rulesNow()).toEqual(['self-deadlock']);
});
