/** Snippets by their form: names, topics, both languages, tab stops. That they are right is tested in test/contract. */
import { describe, expect, it } from 'vitest';
import { snippetTopics, withoutStops } from '../../../src/host/snippets/snippetFiles.js';
import { expand, snippetLanguages, snippetsOf } from './expand.js';

const runtime = [
  'conc-thread',
  'conc-thread-class',
  'conc-daemon',
  'conc-join-all',
  'conc-lock',
  'conc-try-lock',
  'conc-rlock',
  'conc-condition',
  'conc-event',
  'conc-semaphore',
  'conc-barrier',
  'conc-producer-consumer',
  'conc-queue-join',
  'conc-thread-pool',
  'conc-process',
  'conc-process-pool',
  'conc-pipe',
  'conc-manager',
  'conc-async-lock',
  'conc-async-gather',
];
const script = ['conc-worker', 'conc-atomics', 'conc-mutex', 'conc-web-lock', 'conc-limit'];

describe.each(snippetLanguages)('the snippets of %s', (language) => {
  const snippets = snippetsOf(language);

  it('cover every topic, each under a name of its own', () => {
    const wanted = language === 'python' ? runtime : [...runtime, ...script];
    expect(snippets.map(({ prefix }) => prefix).sort()).toEqual([...wanted].sort());
    for (const { topic } of snippets) expect(Object.keys(snippetTopics)).toContain(topic);
  });

  it.each(snippets)('say what $prefix is in both languages', ({ name, description }) => {
    const [english, chinese] = description.split(' / ');
    expect(english).toBe(name);
    expect(chinese).toMatch(/\p{Script=Han}/u);
  });

  it.each(snippets)('show $prefix before it is inserted as it will be', ({ body }) => {
    const text = body.join('\n');
    expect(withoutStops(text)).toBe(expand(text).text);
  });

  it.each(snippets)('lead through $prefix from the top, and end at its last stop', ({ body }) => {
    const { stops } = expand(body.join('\n'));
    const numbered = stops.filter((stop) => stop > 0);
    expect(numbered).toEqual(numbered.map((_, index) => index + 1));
    expect(numbered.length).toBeGreaterThan(1);
    expect(stops).toContain(0);
  });
});
