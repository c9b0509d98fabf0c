/** Where the locks stand: a force layout run to its end before anything is drawn, the same for the same graph. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3';
import type { GraphMessage } from '../../src/protocol/lockOrderPage.js';

export interface PlacedLock {
  readonly index: number;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
export interface PlacedEdge {
  readonly index: number;
  readonly path: string;
  readonly inCycle: boolean;
}
export interface PlacedGraph {
  readonly locks: readonly PlacedLock[];
  readonly edges: readonly PlacedEdge[];
  /** Left, top, width, height of everything. */
  readonly box: readonly [number, number, number, number];
}

export const lockHeight = 28;
const longestLabel = 26;
/** Of the 12 px font, measured generously: labels must not touch their frame. */
const characterWidth = 7.6;
const padding = 24;
/** d3-force cools down in 300 steps by default; more changes nothing that one could see. */
const steps = 300;

interface Node {
  readonly index: number;
  readonly width: number;
  x: number;
  y: number;
}

export function placeGraph(graph: Pick<GraphMessage, 'locks' | 'edges'>, cyclesOnly: boolean): PlacedGraph {
  const edges = graph.edges
    .map((edge, index) => ({ ...edge, index }))
    .filter((edge) => edge.inCycle || !cyclesOnly);
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const labels = labelsOf(graph.locks);
  const nodes = new Map<number, Node>();
  for (const [index, label] of labels.entries()) {
    if (!used.has(index)) continue;
    const width = label.length * characterWidth + padding;
    // A ring to begin with: from one point, the layout would be a matter of chance.
    const angle = (index / graph.locks.length) * 2 * Math.PI;
    nodes.set(index, { index, width, x: 200 * Math.cos(angle), y: 200 * Math.sin(angle) });
  }
  simulate(
    [...nodes.values()],
    edges.map(({ from, to }) => ({ source: from, target: to })),
  );
  return {
    locks: [...nodes.values()].map(({ index, width, x, y }) => ({
      index,
      label: labels[index] ?? '',
      x,
      y,
      width,
    })),
    edges: edges.map(({ index, from, to, inCycle }) => ({
      index,
      inCycle,
      path: arrow(nodes.get(from) as Node, nodes.get(to) as Node),
    })),
    box: boxAround([...nodes.values()]),
  };
}

function simulate(nodes: Node[], links: { source: number; target: number }[]): void {
  const simulation = forceSimulation(nodes)
    .force(
      'link',
      forceLink<Node, { source: number; target: number }>(links)
        .id((node) => node.index)
        .distance(150),
    )
    .force('charge', forceManyBody().strength(-300))
    .force(
      'collide',
      forceCollide<Node>((node) => node.width / 2 + 12),
    )
    .force('x', forceX(0).strength(0.06))
    .force('y', forceY(0).strength(0.09))
    .stop();
  simulation.tick(steps);
}

/** A curve from frame to frame, bent to one side so that two opposite orders are two arrows. */
function arrow(from: Node, to: Node): string {
  if (from === to) {
    const { x, y } = from;
    const top = y - lockHeight / 2;
    return `M${round(x - 10)},${round(top)}C${round(x - 40)},${round(top - 44)} ${round(x + 40)},${round(top - 44)} ${round(x + 10)},${round(top)}`;
  }
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const bend = { x: middle.x - (to.y - from.y) * 0.16, y: middle.y + (to.x - from.x) * 0.16 };
  const start = onFrame(from, bend);
  const end = onFrame(to, bend);
  return `M${round(start.x)},${round(start.y)}Q${round(bend.x)},${round(bend.y)} ${round(end.x)},${round(end.y)}`;
}

/** Where the line from a lock's middle to `towards` crosses its frame. */
function onFrame(node: Node, towards: { x: number; y: number }): { x: number; y: number } {
  const dx = towards.x - node.x;
  const dy = towards.y - node.y;
  const scale = 1 / Math.max(Math.abs(dx) / (node.width / 2), Math.abs(dy) / (lockHeight / 2), 1e-9);
  return { x: node.x + dx * Math.min(scale, 1), y: node.y + dy * Math.min(scale, 1) };
}

function boxAround(nodes: readonly Node[]): [number, number, number, number] {
  if (nodes.length === 0) return [0, 0, 1, 1];
  const left = Math.min(...nodes.map(({ x, width }) => x - width / 2)) - padding;
  const right = Math.max(...nodes.map(({ x, width }) => x + width / 2)) + padding;
  const top = Math.min(...nodes.map(({ y }) => y)) - 60;
  const bottom = Math.max(...nodes.map(({ y }) => y)) + 60;
  return [left, top, right - left, bottom - top];
}

/** Locks of one name are told apart by the line that makes them. */
function labelsOf(locks: GraphMessage['locks']): string[] {
  const all = locks.map(({ name }) => shortened(name));
  return all.map((label, index) => {
    const { file = '', line = 0 } = locks[index] ?? {};
    const alone = all.indexOf(label) === all.lastIndexOf(label);
    return alone ? label : `${label} ${file.split('/').at(-1)}:${line}`;
  });
}

function shortened(name: string): string {
  return name.length <= longestLabel ? name : `…${name.slice(1 - longestLabel)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
