/** The timeline page: receives a run, paints it, and tells the host by ids what a person clicked. */
import { select, zoom } from 'd3';
import { boxAt, fromPx } from '../src/layout/scene.js';
import type { HostToPage } from '../src/protocol/page.js';
import { describeEvent } from '../src/trace/words/describeEvent.js';
import { element } from './element.js';
import { host } from './host.js';
import { axisHeight, type Painted, paintTimeline } from './paint/paintTimeline.js';
import { Banner } from './panels/banner.js';
import { headerParts } from './panels/header.js';
import { stateParts } from './panels/statePanel.js';
import { stepsParts } from './panels/steps.js';
import { Tabs } from './panels/tabs.js';
import { Model } from './state/model.js';
import type { TabName } from './state/viewState.js';

const model = new Model(host.getState());
const app = document.getElementById('app') as HTMLElement;
const header = element('header');
const banner = new Banner(model, jump);
const canvas = element('canvas');
const lanes = element('div', 'lanes', [canvas]);
const message = element('p', 'message');
const keys = element('p', 'keys');
const tooltip = element('div', 'tooltip');
const statePanel = element('section', 'state');
const steps = element('section', 'steps');
const announcer = element('div', 'announcer');
const tabs = new Tabs<TabName>(
  [
    { name: 'state', panel: statePanel },
    { name: 'steps', panel: steps },
  ],
  model.tab,
  (name) =>
    act(() => {
      model.tab = name;
    }),
);
/** Here the style sheet pins the state above the other panels. */
const roomy = matchMedia('(min-width: 900px) and (min-height: 500px)');
let painted: Painted | undefined;
let frame = 0;
let headerFor = '';

/** Paints once before the next frame, however often it is asked for. */
function repaint(): void {
  if (frame === 0) frame = requestAnimationFrame(paint);
}

function paint(): void {
  frame = 0;
  const { timeline, texts } = model;
  paintHeader();
  banner.update();
  tabs.label(texts.tabs);
  tabs.show(roomy.matches && model.tab === 'state' ? 'steps' : model.tab);
  message.textContent = timeline && timeline.log.length > 0 ? '' : model.end ? texts.nothing : texts.starting;
  message.hidden = message.textContent === '';
  canvas.hidden = !timeline || timeline.log.length === 0;
  if (!timeline || canvas.hidden) return;
  canvas.setAttribute('aria-label', texts.lanes);
  painted = paintTimeline(canvas, model, timeline, lanes.clientWidth);
  statePanel.replaceChildren(...stateParts(model, timeline, reveal));
  steps.replaceChildren(
    ...stepsParts(model, timeline, (count, site) => {
      jump(count);
      reveal(site);
    }),
  );
  lanes.scrollTop = model.scrollPx;
  host.setState(model.viewState);
}

/** The controls are made anew only when what they show has changed, so that focus stays where it is. */
function paintHeader(): void {
  const now = [
    model.run,
    model.end?.outcome,
    model.axisMode,
    model.title,
    model.timeline?.header.mode,
  ].join();
  if (now === headerFor) return;
  headerFor = now;
  const zoomBy = (factor: number): void => act(() => model.zoom(factor, (model.from + model.to) / 2));
  header.replaceChildren(
    ...headerParts(model, {
      axis: (mode) =>
        act(() => {
          model.axisMode = mode;
        }),
      zoom: zoomBy,
      showAll: () => act(() => model.showAll()),
    }),
  );
}

function act(change: () => void): void {
  change();
  repaint();
}

function jump(count: number): void {
  act(() => model.setCursor(count));
  const { timeline } = model;
  if (timeline && model.cursor > 0)
    announcer.textContent = describeEvent(model.cursor - 1, timeline, model.language);
}

function reveal(site: number): void {
  if (site > 0) host.postMessage({ type: 'reveal', run: model.run, site });
}

/** Pixels right of the lane labels, and from the top of the lanes. */
function pointOf(event: MouseEvent): { x: number; y: number } {
  const box = canvas.getBoundingClientRect();
  return {
    x: event.clientX - box.left - (painted?.labelWidth ?? 0),
    y: event.clientY - box.top - axisHeight,
  };
}

function cursorTo(event: MouseEvent): void {
  if (!painted) return;
  jump(painted.axis.eventAt(fromPx(painted.view, pointOf(event).x)) + 1);
}

function click(event: MouseEvent): void {
  const { x, y } = pointOf(event);
  const box = painted && boxAt(painted.boxes, x, y);
  if (!box || !model.timeline) return cursorTo(event);
  jump(box.event + 1);
  reveal(model.timeline.log.site(box.event));
}

function hover(event: MouseEvent): void {
  const { x, y } = pointOf(event);
  const box = painted && boxAt(painted.boxes, x, y);
  tooltip.hidden = !box;
  if (!box || !model.timeline) return;
  const name = model.timeline.state.threads[box.thread]?.name ?? '';
  tooltip.textContent = [name, box.label, describeEvent(box.event, model.timeline, model.language)]
    .filter((text) => text !== '')
    .join(' · ');
  tooltip.style.left = `${Math.max(4, Math.min(event.clientX + 12, window.innerWidth - tooltip.offsetWidth - 8))}px`;
  tooltip.style.top = `${event.clientY + 14}px`;
}

/** Where the drag that goes on began; on the axis it moves the cursor, elsewhere the view. */
let dragged: { readonly onAxis: boolean; x: number; moved: boolean } | undefined;

function drag(event: PointerEvent): void {
  if (!dragged || !painted) return hover(event);
  if (dragged.onAxis) return cursorTo(event);
  const by = event.clientX - dragged.x;
  if (Math.abs(by) < 3 && !dragged.moved) return;
  dragged.moved = true;
  dragged.x = event.clientX;
  act(() => model.pan((-by / (painted?.view.widthPx ?? 1)) * (model.to - model.from)));
}

canvas.addEventListener('pointerdown', (event) => {
  dragged = { onAxis: pointOf(event).y < 0, x: event.clientX, moved: false };
  canvas.setPointerCapture(event.pointerId);
  if (dragged.onAxis) cursorTo(event);
});
canvas.addEventListener('pointermove', drag);
canvas.addEventListener('pointerup', (event) => {
  if (dragged && !dragged.onAxis && !dragged.moved) click(event);
  dragged = undefined;
});
canvas.addEventListener('pointerleave', () => {
  tooltip.hidden = true;
});

// D3 tells wheel and pinch gestures apart from scrolling; the view itself is the model's.
select(canvas)
  .call(
    zoom<HTMLCanvasElement, unknown>()
      .filter(
        (event: Event) => event instanceof WheelEvent && (event.ctrlKey || event.metaKey || event.shiftKey),
      )
      .on('zoom', (event: { sourceEvent: WheelEvent | null }) => {
        const wheel = event.sourceEvent;
        if (!wheel || !painted) return;
        const around = fromPx(painted.view, pointOf(wheel).x);
        if (wheel.shiftKey)
          act(() => model.pan(Math.sign(wheel.deltaY || wheel.deltaX) * 0.1 * (model.to - model.from)));
        else act(() => model.zoom(wheel.deltaY > 0 ? 1.25 : 0.8, around));
      }),
  )
  .on('dblclick.zoom', null);

const keyActions: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => jump(model.cursor - 1),
  ArrowRight: () => jump(model.cursor + 1),
  Home: () => jump(1),
  End: () => jump(Number.MAX_SAFE_INTEGER),
  '+': () => act(() => model.zoom(0.5, cursorX())),
  '=': () => act(() => model.zoom(0.5, cursorX())),
  '-': () => act(() => model.zoom(2, cursorX())),
  '0': () => act(() => model.showAll()),
  a: () => act(() => model.pan(-0.2 * (model.to - model.from))),
  d: () => act(() => model.pan(0.2 * (model.to - model.from))),
  w: () => act(() => model.zoom(0.5, cursorX())),
  s: () => act(() => model.zoom(2, cursorX())),
  '?': () => {
    keys.hidden = !keys.hidden;
    keys.textContent = model.texts.keys;
  },
};

function cursorX(): number {
  return painted?.axis.x(Math.max(0, model.cursor - 1)) ?? 0.5;
}

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  if (['INPUT', 'SELECT'].includes(target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = keyActions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// Set by `paint` too, which changes nothing then.
lanes.addEventListener('scroll', () => {
  if (lanes.scrollTop === model.scrollPx) return;
  model.scrollPx = lanes.scrollTop;
  host.setState(model.viewState);
});
roomy.addEventListener('change', repaint);

canvas.tabIndex = 0;
canvas.setAttribute('role', 'img');
announcer.setAttribute('aria-live', 'polite');
keys.hidden = true;
tooltip.hidden = true;
const body = element('div', 'body', [lanes, tabs.root]);
app.append(header, banner.root, keys, message, body, tooltip, announcer);
new ResizeObserver(repaint).observe(lanes);
new MutationObserver(repaint).observe(document.body, { attributes: true, attributeFilter: ['class'] });
window.addEventListener('message', (event: MessageEvent<HostToPage>) => act(() => model.receive(event.data)));
repaint();
host.postMessage({ type: 'ready' });
