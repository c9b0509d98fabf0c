/**
 * The wait-for graph of the moment as a small picture, and its cycles in words: a blocked thread points to what it waits
 * for, and that to who has it. Laid out by D3's forces, worked out at once: nothing moves on the screen.
 */
import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  type SimulationNodeDatum,
} from 'd3';
import { cyclesOf } from '../../src/detect/waitFor.js';
import type { CycleEdge } from '../../src/trace/finding.js';
import { colourOf } from '../../src/trace/threadColours.js';
import { ObjectKind } from '../../src/trace/vocabulary.js';
import { element } from '../element.js';
import { readPalette } from '../paint/palette.js';
import type { At } from './statePanel.js';

/** A picture of more nodes is not read; the words say it then. */
const mostNodes = 24;
const widthPx = 300;
const rowPx = 26;
const steps = 120;

interface Node extends SimulationNodeDatum {
  readonly key: string;
  readonly label: string;
  /** 0 for an object. */
  readonly thread: number;
  readonly inCycle: boolean;
}
interface Edge {
  readonly source: Node;
  readonly target: Node;
  /** The thread waits (dashed); else the object is held (solid). */
  readonly waits: boolean;
  readonly inCycle: boolean;
}

export interface WaitGraph {
  readonly hasCycle: boolean;
  /** Words of the cycles, then the picture. */
  readonly parts: readonly Element[];
}

export function waitGraph(at: At): WaitGraph {
  const cycles = cyclesOf(at.state, at.timeline.log);
  const { nodes, edges } = graphOf(at, cycles);
  const hasCycle = cycles.length > 0;
  if (edges.length === 0) return { hasCycle, parts: [] };
  const picture = nodes.length <= mostNodes ? [drawn(nodes, edges, at.texts.waitGraph)] : [];
  return { hasCycle, parts: [...cycles.flatMap((cycle) => cycleWords(cycle, at)), ...picture] };
}

function graphOf(at: At, cycles: readonly (readonly CycleEdge[])[]): { nodes: Node[]; edges: Edge[] } {
  const inCycle = new Set(
    cycles.flatMap((cycle) => cycle.flatMap(({ thread, waitsFor }) => [`t${thread}`, `o${waitsFor}`])),
  );
  const nodes = new Map<string, Node>();
  const node = (key: string, label: string, thread: number): Node => {
    const known = nodes.get(key);
    if (known) return known;
    const made: Node = { key, label, thread, inCycle: inCycle.has(key) };
    nodes.set(key, made);
    return made;
  };
  const edges: Edge[] = [];
  const add = (source: Node, target: Node, waits: boolean): void => {
    edges.push({ source, target, waits, inCycle: source.inCycle && target.inCycle });
  };
  for (const thread of at.state.threads) {
    if (thread?.status !== 'blocked') continue;
    const object = at.state.objects[thread.blockedOn];
    if (!object) continue;
    const who = node(`t${thread.id}`, thread.name, thread.id);
    if (object.kind === ObjectKind.Thread) {
      const other = at.state.threads.find((each) => each?.object === object.id);
      if (other) add(who, node(`t${other.id}`, other.name, other.id), true);
      continue;
    }
    const known = nodes.has(`o${object.id}`);
    const what = node(`o${object.id}`, object.name, 0);
    add(who, what, true);
    if (known) continue;
    for (const { thread: holder } of object.holders)
      add(what, node(`t${holder}`, at.state.threads[holder]?.name ?? '', holder), false);
  }
  return { nodes: [...nodes.values()], edges };
}

const svgNamespace = 'http://www.w3.org/2000/svg';
function svg(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  if (text !== '') made.textContent = text;
  return made;
}

function drawn(nodes: readonly Node[], edges: readonly Edge[], label: string): SVGElement {
  const heightPx = Math.max(90, Math.min(300, nodes.length * rowPx));
  place(nodes, edges, heightPx);
  const palette = readPalette();
  const root = svg('svg', {
    class: 'graph',
    viewBox: `0 0 ${widthPx} ${heightPx}`,
    role: 'img',
    'aria-label': label,
  });
  for (const { source, target, waits, inCycle } of edges) {
    const from = { x: source.x ?? 0, y: source.y ?? 0 };
    const to = { x: target.x ?? 0, y: target.y ?? 0 };
    const colour = inCycle ? palette.error : palette.faint;
    root.append(line(from, to, colour, waits, inCycle));
  }
  for (const each of nodes)
    root.append(...shape(each, palette.colours[colourOf(each.thread)] as string, palette));
  return root;
}

/** Fixed beginnings: the same graph looks the same every time. */
function place(nodes: readonly Node[], edges: readonly Edge[], heightPx: number): void {
  nodes.forEach((node, index) => {
    const angle = (index / nodes.length) * 2 * Math.PI;
    node.x = widthPx / 2 + (widthPx / 4) * Math.cos(angle);
    node.y = heightPx / 2 + (heightPx / 4) * Math.sin(angle);
  });
  forceSimulation([...nodes])
    .force('link', forceLink(edges.map(({ source, target }) => ({ source, target }))).distance(64))
    .force('charge', forceManyBody().strength(-160))
    .force('apart', forceCollide(30))
    .force('middle', forceCenter(widthPx / 2, heightPx / 2))
    .stop()
    .tick(steps);
  for (const node of nodes) {
    node.x = Math.max(40, Math.min(widthPx - 40, node.x ?? 0));
    node.y = Math.max(14, Math.min(heightPx - 28, node.y ?? 0));
  }
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

function line(from: Spot, to: Spot, colour: string, dashed: boolean, strong: boolean): SVGElement {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const start = { x: from.x + unit.x * 12, y: from.y + unit.y * 12 };
  const tip = { x: to.x - unit.x * 14, y: to.y - unit.y * 14 };
  const wing = (side: number): string =>
    `${tip.x - unit.x * 8 + side * unit.y * 4},${tip.y - unit.y * 8 - side * unit.x * 4}`;
  const group = svg('g', { stroke: colour, fill: colour });
  group.append(
    svg('line', {
      x1: start.x,
      y1: start.y,
      x2: tip.x,
      y2: tip.y,
      'stroke-width': strong ? 2.5 : 1.2,
      ...(dashed ? { 'stroke-dasharray': '5 3' } : {}),
    }),
    svg('polygon', { points: `${tip.x},${tip.y} ${wing(1)} ${wing(-1)}`, stroke: 'none' }),
  );
  return group;
}

function shape(
  node: Node,
  colour: string,
  palette: { background: string; foreground: string; error: string },
): SVGElement[] {
  const { x = 0, y = 0 } = node;
  const edge = node.inCycle ? palette.error : colour;
  const outline = { fill: palette.background, stroke: edge, 'stroke-width': node.inCycle ? 2.5 : 1.5 };
  const body =
    node.thread === 0
      ? svg('rect', { x: x - 9, y: y - 9, width: 18, height: 18, ...outline })
      : svg('circle', { cx: x, cy: y, r: 9, ...outline });
  const name = node.label.length > 16 ? `${node.label.slice(0, 15)}…` : node.label;
  const text = svg(
    'text',
    { x, y: y + 22, 'text-anchor': 'middle', 'font-size': 11, fill: palette.foreground },
    name,
  );
  text.append(svg('title', {}, node.label));
  return [body, text];
}

function cycleWords(cycle: readonly CycleEdge[], { state, timeline, texts, reveal }: At): HTMLElement[] {
  const lineOf = (site: number): number => timeline.place(site)?.line ?? 0;
  const rows = cycle.map((edge) => {
    const isEnd = state.objects[edge.holds]?.kind === ObjectKind.Thread;
    const words = (isEnd ? texts.cycle.edgeOfEnd : texts.cycle.edge)(
      state.threads[edge.thread]?.name ?? '',
      state.objects[edge.holds]?.name ?? '',
      lineOf(edge.holdsSite),
      state.objects[edge.waitsFor]?.name ?? '',
      lineOf(edge.waitsSite),
    );
    const row = element('button', 'row bad', words);
    row.addEventListener('click', () => reveal(edge.waitsSite));
    return element('li', '', [row]);
  });
  return [element('h3', '', texts.cycle.title), element('ul', 'rows', rows)];
}
