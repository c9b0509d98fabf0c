/** Draws the graph as SVG whose locks and arrows can be clicked, focused and read aloud. */
import { select, zoom, zoomIdentity } from 'd3';
import type { GraphMessage } from '../../src/protocol/lockOrderPage.js';
import { lockHeight, type PlacedGraph, type PlacedLock } from './layout.js';
import type { GraphTexts } from './text.js';

export interface GraphActions {
  lock(index: number): void;
  edge(index: number): void;
}

export interface DrawnGraph {
  readonly element: SVGSVGElement;
  /** Shows all of it; needs the element to be in the page. */
  fit(): void;
  zoomBy(factor: number): void;
}

interface Picture {
  readonly graph: GraphMessage;
  readonly placed: PlacedGraph;
  readonly texts: GraphTexts;
  readonly actions: GraphActions;
}

export function drawGraph(picture: Picture): DrawnGraph {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const svg = select(element).attr('role', 'group').attr('aria-label', picture.texts.title);
  addArrowHeads(element);
  const scene = svg.append('g');
  drawEdges(scene.append('g').node() as SVGGElement, picture);
  drawLocks(scene.append('g').node() as SVGGElement, picture);
  const zooming = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.1, 4])
    .on('zoom', ({ transform }) => scene.attr('transform', String(transform)));
  svg.call(zooming).on('dblclick.zoom', null);
  return {
    element,
    fit() {
      const [x, y, width, height] = picture.placed.box;
      const scale = Math.min(element.clientWidth / width, element.clientHeight / height, 1.5);
      const left = (element.clientWidth - width * scale) / 2 - x * scale;
      const top = (element.clientHeight - height * scale) / 2 - y * scale;
      svg.call(zooming.transform, zoomIdentity.translate(left, top).scale(scale));
    },
    zoomBy: (factor) => void svg.call(zooming.scaleBy, factor),
  };
}

function drawEdges(layer: SVGGElement, { graph, placed, texts, actions }: Picture): void {
  const edges = select(layer)
    .selectAll('g.edge')
    .data(placed.edges)
    .join('g')
    .attr('class', ({ inCycle }) => (inCycle ? 'edge cycle' : 'edge'));
  edges
    .append('path')
    .attr('class', 'reach')
    .attr('d', ({ path }) => path);
  edges
    .append('path')
    .attr('class', 'line')
    .attr('d', ({ path }) => path)
    .attr('marker-end', ({ inCycle }) => `url(#${inCycle ? 'cycle-head' : 'head'})`);
  edges.append('title').text(({ index }) => edgeText(graph, index, texts));
  edges.on('click', (_event, { index }) => actions.edge(index));
}

function drawLocks(layer: SVGGElement, { graph, placed, texts, actions }: Picture): void {
  const locks = select(layer)
    .selectAll<SVGGElement, PlacedLock>('g.lock')
    .data(placed.locks)
    .join('g')
    .attr('class', 'lock')
    .attr('tabindex', 0)
    .attr('role', 'button')
    .attr('aria-label', ({ index }) => lockText(graph, index, texts))
    .attr('transform', ({ x, y }) => `translate(${x},${y})`);
  locks
    .append('rect')
    .attr('x', ({ width }) => -width / 2)
    .attr('y', -lockHeight / 2)
    .attr('width', ({ width }) => width)
    .attr('height', lockHeight)
    .attr('rx', 4);
  locks
    .append('text')
    .attr('text-anchor', 'middle')
    .attr('dy', '0.35em')
    .text(({ label }) => label);
  locks.append('title').text(({ index }) => lockText(graph, index, texts));
  locks.on('click', (_event, { index }) => actions.lock(index));
  locks.on('keydown', (event: KeyboardEvent, lock) => {
    if (event.key === 'Enter' || event.key === ' ') actions.lock(lock.index);
    else if (!event.key.startsWith('Arrow')) return;
    else focusNext(locks.nodes(), placed.locks, lock, event.key);
    event.preventDefault();
  });
}

export function lockText(graph: GraphMessage, index: number, texts: GraphTexts): string {
  const lock = graph.locks[index];
  return lock ? texts.lock(lock.name, `${lock.file}:${lock.line}`, lock.taken) : '';
}

export function edgeText(graph: GraphMessage, index: number, texts: GraphTexts): string {
  const edge = graph.edges[index];
  if (!edge) return '';
  const name = (lock: number): string => graph.locks[lock]?.name ?? '';
  return texts.edge(name(edge.from), name(edge.to), `${edge.file}:${edge.line}`, edge.inCycle);
}

function addArrowHeads(svg: SVGSVGElement): void {
  const heads = select(svg).append('defs').selectAll('marker').data(['head', 'cycle-head']).join('marker');
  heads
    .attr('id', (id) => id)
    .attr('viewBox', '0 0 10 10')
    .attr('refX', 9)
    .attr('refY', 5)
    .attr('markerWidth', 9)
    .attr('markerHeight', 9)
    .attr('markerUnits', 'userSpaceOnUse')
    .attr('orient', 'auto');
  heads
    .append('path')
    .attr('d', 'M0,0L10,5L0,10z')
    .attr('class', (id) => id);
}

/** The nearest lock within a right angle around the key's direction gets the focus. */
function focusNext(
  elements: readonly SVGGElement[],
  locks: readonly PlacedLock[],
  from: PlacedLock,
  key: string,
): void {
  const across = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  let best: number | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [position, lock] of locks.entries()) {
    const along = (across ? lock.x - from.x : lock.y - from.y) * sign;
    const aside = Math.abs(across ? lock.y - from.y : lock.x - from.x);
    const distance = along + aside;
    if (along <= 0 || aside > along || distance >= bestDistance) continue;
    best = position;
    bestDistance = distance;
  }
  if (best !== undefined) elements[best]?.focus();
}
