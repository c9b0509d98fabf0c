/**
 * A small graph as a picture: threads are circles, objects squares, and each has its name below it. Laid out by D3's forces,
 * worked out at once: nothing moves on the screen.
 */
import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3';
import { formsOf } from '../../src/layout/fitted.js';
import { colourOf } from '../../src/trace/threadColours.js';
import { type Palette, readPalette } from '../paint/palette.js';

export interface GraphNode {
  readonly label: string;
  /** 0 for an object. */
  readonly thread: number;
  readonly inCycle: boolean;
}
export interface GraphEdge {
  readonly source: GraphNode;
  readonly target: GraphNode;
  /** The source waits (dashed); else the target has it (solid). */
  readonly waits: boolean;
  readonly inCycle: boolean;
}

const mostCharacters = 18;
const widthPx = 300;
/** Of a letter of a name, about; with some air, so that two names side by side are not read as one. */
const letterPx = 6.4;
const airPx = 10;
/** From the top of a node to the bottom of its name. */
const nodePx = 40;
const radiusPx = 9;
const baselinePx = 22;
const descentPx = 4;
/** An arrow keeps so far from what it comes from, and from what it points to. */
const tailGapPx = 3;
const tipGapPx = 5;
/** Long enough that an arrow between two names is still seen to be dashed. */
const linkPx = 95;
const steps = 120;

interface Placed extends SimulationNodeDatum {
  readonly node: GraphNode;
  readonly name: string;
  readonly halfWidth: number;
  x: number;
  y: number;
}

export function drawGraph(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  label: string,
): SVGElement {
  const placed = new Map(nodes.map((node, index) => [node, begun(node, index, nodes.length)]));
  const all = [...placed.values()];
  const heightPx = place(
    all,
    edges.map(({ source, target }) => ({
      source: placed.get(source) as Placed,
      target: placed.get(target) as Placed,
    })),
  );
  const palette = readPalette();
  const root = svg('svg', {
    class: 'graph',
    viewBox: `0 0 ${widthPx} ${heightPx}`,
    role: 'img',
    'aria-label': label,
  });
  for (const { source, target, waits, inCycle } of edges) {
    const colour = inCycle ? palette.error : palette.faint;
    root.append(arrow(placed.get(source) as Placed, placed.get(target) as Placed, colour, waits, inCycle));
  }
  for (const each of all) root.append(...shape(each, palette));
  return root;
}

/** Fixed beginnings, on a circle: the same graph looks the same every time. */
function begun(node: GraphNode, index: number, count: number): Placed {
  const angle = (index / count) * 2 * Math.PI;
  const fitting = formsOf(node.label).find((form) => form.length <= mostCharacters);
  const name = fitting ?? `${node.label.slice(0, mostCharacters - 1)}…`;
  return {
    node,
    name,
    halfWidth: Math.max(radiusPx * 2 + airPx, name.length * letterPx + airPx) / 2,
    x: widthPx / 2 + (widthPx / 4) * Math.cos(angle),
    y: (widthPx / 4) * Math.sin(angle),
  };
}

/** Gives each its place, names apart, as wide as the panel; answers how high that is. */
function place(all: Placed[], links: { source: Placed; target: Placed }[]): number {
  forceSimulation(all)
    .force('link', forceLink(links).distance(linkPx))
    .force('charge', forceManyBody().strength(-160).distanceMax(160))
    .force('across', forceX(widthPx / 2).strength(0.05))
    .force('down', forceY(0).strength(0.12))
    .force('apart', () => moveAllApart(all))
    .stop()
    .tick(steps);
  // What the other forces did last.
  for (let pass = 0; pass < steps && moveAllApart(all); pass++);
  const top = Math.min(...all.map(({ y }) => y)) - radiusPx - 4;
  for (const each of all) each.y -= top;
  return Math.max(...all.map(({ y }) => y)) + nodePx - radiusPx;
}

/** A force that keeps all within the width, and moves those whose names overlap out of each other's way; whether there were any. */
function moveAllApart(all: readonly Placed[]): boolean {
  let moved = false;
  for (let index = 0; index < all.length; index++) {
    const one = all[index] as Placed;
    for (let before = 0; before < index; before++) if (moveApart(one, all[before] as Placed)) moved = true;
    one.x = Math.max(one.halfWidth, Math.min(widthPx - one.halfWidth, one.x));
  }
  return moved;
}

/** Overlaps of less are not seen. */
const leastPx = 0.5;

/** The shorter way; false if they were apart. */
function moveApart(one: Placed, other: Placed): boolean {
  const across = one.halfWidth + other.halfWidth - Math.abs(one.x - other.x);
  const down = nodePx - Math.abs(one.y - other.y);
  if (across <= leastPx || down <= leastPx) return false;
  const axis = across < down ? 'x' : 'y';
  const by = (Math.min(across, down) / 2) * (one[axis] < other[axis] ? -1 : 1);
  one[axis] += by;
  other[axis] -= by;
  return true;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
function svg(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  if (text !== '') made.textContent = text;
  return made;
}

/** How far from its middle a line in a direction has left a node and the name below it. */
function outsideOf({ name }: Placed, across: number, down: number): number {
  const half = (name.length * letterPx) / 2;
  const passesName = down > 0 && Math.abs(across / down) * radiusPx <= half;
  if (!passesName) return radiusPx;
  return Math.min((baselinePx + descentPx) / down, half / Math.abs(across));
}

const leastArrowPx = 12;

function arrow(from: Placed, to: Placed, colour: string, dashed: boolean, strong: boolean): SVGElement {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const tail = outsideOf(from, unit.x, unit.y) + tailGapPx;
  const head = outsideOf(to, -unit.x, -unit.y) + tipGapPx;
  // Those that touch keep an arrow that is seen.
  const whole = Math.max(0, Math.min(1, (length - leastArrowPx) / (tail + head)));
  const start = { x: from.x + unit.x * tail * whole, y: from.y + unit.y * tail * whole };
  const tip = { x: to.x - unit.x * head * whole, y: to.y - unit.y * head * whole };
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

function shape({ node, name, x, y }: Placed, palette: Palette): SVGElement[] {
  const edge = node.inCycle ? palette.error : (palette.colours[colourOf(node.thread)] as string);
  const outline = { fill: palette.background, stroke: edge, 'stroke-width': node.inCycle ? 2.5 : 1.5 };
  const size = radiusPx * 2;
  const body =
    node.thread === 0
      ? svg('rect', { x: x - radiusPx, y: y - radiusPx, width: size, height: size, ...outline })
      : svg('circle', { cx: x, cy: y, r: radiusPx, ...outline });
  const text = svg(
    'text',
    {
      x,
      y: y + baselinePx,
      'text-anchor': 'middle',
      'font-size': 11,
      fill: palette.foreground,
      // Where an arrow passes behind it.
      'paint-order': 'stroke',
      stroke: palette.background,
      'stroke-width': 3,
    },
    name,
  );
  text.append(svg('title', {}, node.label));
  return [body, text];
}
