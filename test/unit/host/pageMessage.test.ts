import { describe, expect, it } from 'vitest';
import { checkedMessage } from '../../../src/host/pageMessage.js';
import { ThreadNames } from '../../../src/host/threadNames.js';
import { EventKind, ThreadKind } from '../../../src/trace/vocabulary.js';
import { thread } from '../trace/kinds.js';
import { record } from '../trace/writer.js';

const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

describe('a message of the page', () => {
  it.each([
    [{ type: 'ready' }],
    [{ type: 'stop', run: 1 }],
    [{ type: 'reveal', run: 1, site: 2 }],
    [{ type: 'hover', run: 1, site: 0 }],
    [{ type: 'switch', on: true }],
    [{ type: 'full' }],
    [{ type: 'offer', offer: 'snippet' }],
    [{ type: 'again', mode: 'live', seed: 3, variant: 0 }],
    [{ type: 'marks', run: 1, marks: [{ thread: 2, site: 3 }], step: 3 }],
    [{ type: 'export', run: 1, format: 'html' }],
    [{ type: 'picture', run: 1, format: 'svg', bytes: svg }],
    [{ type: 'picture', run: 1, format: 'png', bytes: png }],
  ])('is taken as it is: %j', (message) => {
    expect(checkedMessage(message)).toEqual(message);
  });

  it.each([
    [undefined],
    ['ready'],
    [{ type: 'run', command: 'rm' }],
    [{ type: 'reveal', run: 1, site: '../../etc/passwd' }],
    [{ type: 'reveal', run: -1, site: 1 }],
    [{ type: 'switch', on: 'yes' }],
    [{ type: 'offer', offer: 'workbench.action.terminal.new' }],
    [{ type: 'again', mode: 'other', seed: 1, variant: 0 }],
    [{ type: 'export', run: 1, format: 'exe' }],
    [{ type: 'picture', run: 1, format: 'svg', bytes: png }],
    [{ type: 'picture', run: 1, format: 'png', bytes: svg }],
    [{ type: 'picture', run: 1, format: 'png', bytes: 'text' }],
    [{ type: 'marks', run: 1, marks: 'all', step: 0 }],
    [{ type: 'marks', run: 1, marks: [], step: 'all' }],
  ])('is refused: %j', (message) => {
    expect(checkedMessage(message)).toBeUndefined();
  });

  it('loses what more it carries, and marks that make no sense', () => {
    expect(checkedMessage({ type: 'stop', run: 1, path: '/' })).toEqual({ type: 'stop', run: 1 });
    const marks = [{ thread: 1, site: 2, name: 'x' }, { thread: 'a', site: 1 }, null];
    expect(checkedMessage({ type: 'marks', run: 1, marks, step: 0 })).toEqual({
      type: 'marks',
      run: 1,
      marks: [{ thread: 1, site: 2 }],
      step: 0,
    });
  });
});

describe('the names of threads', () => {
  const events = [
    ...thread(1, 'main'),
    ...thread(2, 'wörker 👷'),
    { kind: EventKind.ThreadChange, thread: 1, object: 1, a: 1, b: ThreadKind.Thread, text: 'chief' },
  ];
  const bytes = new Uint8Array(Int32Array.from(events.flatMap(record)).buffer);

  it.each([1, 3, 28, 29, 1000])('are read from blocks of %i bytes', (size) => {
    const names = new ThreadNames();
    for (let at = 0; at < bytes.length; at += size) names.read(bytes.slice(at, at + size));
    expect([names.of(1), names.of(2), names.of(3)]).toEqual(['chief', 'wörker 👷', '']);
  });
});
