/** The page of the lock-order graph: a picture, and beside it the same as a list. Says by indexes what was clicked. */
import type { GraphMessage, HostToLockOrder, LockOrderToHost } from '../../src/protocol/lockOrderPage.js';
import { element } from '../element.js';
import { type DrawnGraph, drawGraph, edgeText } from './draw.js';
import { placeGraph } from './layout.js';
import { type GraphTexts, graphTexts } from './text.js';

interface HostApi {
  postMessage(message: LockOrderToHost): void;
}
declare function acquireVsCodeApi(): HostApi;

const host = acquireVsCodeApi();
const app = document.getElementById('app') as HTMLElement;
let graph: GraphMessage | undefined;
let cyclesOnly = false;

function show(): void {
  if (!graph) return;
  const texts = graphTexts(graph.language);
  if (graph.edges.length === 0) {
    app.replaceChildren(headerOf(graph, texts, undefined), element('p', 'empty', texts.empty));
    return;
  }
  const drawn = drawGraph({
    graph,
    placed: placeGraph(graph, cyclesOnly),
    texts,
    actions: {
      lock: (index) => host.postMessage({ type: 'lock', index }),
      edge: (index) => host.postMessage({ type: 'edge', index }),
    },
  });
  const picture = element('div', 'picture');
  picture.append(drawn.element);
  app.replaceChildren(
    headerOf(graph, texts, drawn),
    element('div', 'columns', [picture, listOf(graph, texts)]),
    element('p', 'explain', `${texts.explain} ${texts.keys}`),
  );
  drawn.fit();
}

function headerOf(shown: GraphMessage, texts: GraphTexts, drawn: DrawnGraph | undefined): HTMLElement {
  const cycles = shown.edges.filter(({ inCycle }) => inCycle).length;
  const parts: HTMLElement[] = [
    element('h1', '', texts.title),
    element('span', 'summary', texts.summary(shown.locks.length, shown.edges.length, cycles)),
    button(texts.refresh, () => host.postMessage({ type: 'refresh' })),
  ];
  if (drawn) {
    parts.push(
      button(texts.fit, () => drawn.fit()),
      button('+', () => drawn.zoomBy(1.3), texts.zoomIn),
      button('−', () => drawn.zoomBy(1 / 1.3), texts.zoomOut),
    );
  }
  if (cycles > 0 && cycles < shown.edges.length) parts.push(cycleFilter(texts));
  return element('header', '', parts);
}

function cycleFilter(texts: GraphTexts): HTMLElement {
  const box = element('input');
  box.type = 'checkbox';
  box.checked = cyclesOnly;
  box.addEventListener('change', () => {
    cyclesOnly = box.checked;
    show();
    app.querySelector<HTMLInputElement>('input[type=checkbox]')?.focus();
  });
  return element('label', 'filter', [box, element('span', '', texts.cyclesOnly)]);
}

/** Every order as a line to click; those in a cycle first. */
function listOf(shown: GraphMessage, texts: GraphTexts): HTMLElement {
  const rows = shown.edges
    .map((edge, index) => ({ ...edge, index }))
    .filter(({ inCycle }) => inCycle || !cyclesOnly)
    .sort((a, b) => Number(b.inCycle) - Number(a.inCycle));
  const items = rows.map(({ index, from, to, inCycle, file, line }) => {
    const row = button('', () => host.postMessage({ type: 'edge', index }), edgeText(shown, index, texts));
    row.replaceChildren(
      element('span', 'names', `${shown.locks[from]?.name} → ${shown.locks[to]?.name}`),
      ...(inCycle ? [element('span', 'badge', texts.inCycle)] : []),
      element('span', 'place', `${file}:${line}`),
    );
    row.className = 'row';
    return element('li', '', [row]);
  });
  return element('section', 'list', [element('h2', '', texts.orders), element('ul', '', items)]);
}

function button(text: string, act: () => void, title = text): HTMLButtonElement {
  const made = element('button', '', text);
  made.type = 'button';
  made.title = title;
  made.setAttribute('aria-label', title);
  made.addEventListener('click', act);
  return made;
}

window.addEventListener('message', ({ data }: MessageEvent<HostToLockOrder>) => {
  if (data.type !== 'graph') return;
  graph = data;
  show();
});
host.postMessage({ type: 'ready' });
