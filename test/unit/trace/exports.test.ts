import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { noSettings } from '../../../src/layout/laneSettings.js';
import { layLanes } from '../../../src/layout/lanes.js';
import { svgOf } from '../../../src/layout/svg.js';
import { chromeTrace } from '../../../src/trace/export/chromeTrace.js';
import { htmlPage } from '../../../src/trace/export/htmlPage.js';
import { jsonTrace } from '../../../src/trace/export/jsonTrace.js';
import { EventKind } from '../../../src/trace/vocabulary.js';
import { frameOf } from '../layout/laid.js';
import { everyKind, thread } from './kinds.js';
import { timelineOf } from './writer.js';

const timeline = timelineOf([...everyKind]);

interface ChromeEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

describe('the Chrome trace', () => {
  const parsed = JSON.parse([...chromeTrace(timeline)].join('')) as { traceEvents: ChromeEvent[] };
  const events = parsed.traceEvents;

  it('has what the Trace Event Format asks of each phase', () => {
    for (const event of events) {
      expect(['M', 'X', 'C', 's', 'f', 'i']).toContain(event.ph);
      expect(Number.isInteger(event.pid) && Number.isInteger(event.tid)).toBe(true);
      expect(typeof event.name).toBe('string');
      if (event.ph === 'M') expect(typeof event.args?.name).toBe('string');
      else expect(event.ts).toBeGreaterThanOrEqual(0);
      if (event.ph === 'X') expect(event.dur).toBeGreaterThanOrEqual(0);
      if (event.ph === 'C') expect(Object.values(event.args ?? {}).every(Number.isFinite)).toBe(true);
    }
  });

  it('names every thread, and puts a process apart', () => {
    const named = events.filter(({ ph, name }) => ph === 'M' && name === 'thread_name');
    expect(named.map(({ args }) => args?.name)).toEqual(
      expect.arrayContaining(['MainThread', 'bob', 'child', 'green', 'lock-10 (lock)']),
    );
    expect(named.find(({ args }) => args?.name === 'child')?.pid).toBe(4);
  });

  it('begins and ends each flow once, not before its cause', () => {
    const starts = events.filter(({ ph }) => ph === 's');
    for (const start of starts) {
      const ends = events.filter(({ ph, id }) => ph === 'f' && id === start.id);
      expect(ends).toHaveLength(1);
      expect(ends[0]?.ts).toBeGreaterThanOrEqual(start.ts ?? 0);
    }
    expect(starts.length).toBeGreaterThan(5);
  });

  it('never lets the spans of one thread overlap', () => {
    for (const tid of [1, 2, 3]) {
      const spans = events.filter((event) => event.ph === 'X' && event.tid === tid && event.pid < 1000);
      spans.forEach((span, index) => {
        const next = spans[index + 1];
        if (next) expect((span.ts ?? 0) + (span.dur ?? 0)).toBeLessThanOrEqual((next.ts ?? 0) + 1e-6);
      });
    }
  });
});

describe('the events as JSON', () => {
  it('are all there, by name', () => {
    const { events, threads } = JSON.parse([...jsonTrace(timeline, null)].join('')) as {
      events: { kind: string; step: number }[];
      threads: unknown[];
    };
    expect(events).toHaveLength(everyKind.length);
    expect(events.map(({ step }) => step)).toEqual(everyKind.map((_, index) => index + 1));
    expect(new Set(events.map(({ kind }) => kind)).size).toBe(Object.keys(EventKind).length);
    expect(threads).toHaveLength(6);
  });
});

describe('the SVG', () => {
  const colours = {
    background: '#fff',
    foreground: '#000',
    faint: '#888',
    grid: '#ccc',
    accent: '#00f',
    error: '#f00',
    threads: ['#888', '#111', '#222'],
  };
  const draw = (events: Parameters<typeof timelineOf>[0]): string => {
    const drawn = timelineOf(events);
    const lanes = layLanes(drawn, [], noSettings);
    return svgOf({
      frame: frameOf(drawn),
      lanes,
      cursor: 3,
      colours,
      title: 'a <b> & "c"',
      labelWidthPx: 100,
    });
  };

  it('is well formed, whatever the names', () => {
    const strange = ['<script>', '& "', '\u0000\u0007', '‮abc', '👩‍👩‍👧 家族', 'x'.repeat(200)];
    const svg = draw(strange.flatMap((name, index) => thread(index + 1, name)));
    const open = svg.match(/<(?:svg|g|text|title|defs|pattern|clipPath)\b/g)?.length ?? 0;
    expect(svg.match(/<\/(?:svg|g|text|title|defs|pattern|clipPath)>/g)).toHaveLength(open);
    expect(svg).not.toMatch(/<script|NaN|undefined/);
    expect([...svg].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
    expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
  });

  it('has a box for each box of the lanes', () => {
    const svg = draw([...everyKind]);
    expect(svg.match(/<rect/g)?.length).toBeGreaterThan(60);
    expect(svg).toContain('rlock-11');
  });
});

describe('the page that replays', () => {
  it('ends neither its script nor its style early', () => {
    const html = htmlPage({
      title: '</title><script>',
      language: 'en',
      script: 'const a = "</script>";',
      style: 'a::after { content: "</style>" }',
      trace: 'AAAA',
      sources: [{ path: 'a.ts', text: '</script><!-- <script>' }],
      digest: (text) => createHash('sha256').update(text).digest('base64'),
    });
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(html).not.toContain('<!-- ');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain('&lt;/title&gt;&lt;script&gt;');
    const script = html.slice(html.lastIndexOf('<script>') + 8, html.lastIndexOf('</script>'));
    expect(html).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  });
});
