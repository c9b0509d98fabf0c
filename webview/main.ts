/** The timeline page: receives a run, paints it, and tells the host by ids what a person clicked. Puts the parts together. */
import type { Arrow } from '../src/layout/arrows.js';
import type { Hit } from '../src/layout/boxAt.js';
import { laneTitle } from '../src/layout/laneName.js';
import type { Lane } from '../src/layout/lanes.js';
import type { HostToPage } from '../src/protocol/page.js';
import { takenOutAt } from '../src/trace/causes.js';
import { describeEvent } from '../src/trace/words/describeEvent.js';
import { formatTime } from '../src/trace/words/formatTime.js';
import { Actions } from './actions.js';
import { element } from './element.js';
import { Growth } from './growth.js';
import { host } from './host.js';
import { keyActions, listenToKeys } from './interact/keyboard.js';
import { Player } from './interact/player.js';
import { type AxisTime, Pointer } from './interact/pointer.js';
import { Page } from './page.js';
import { axisHeight } from './paint/paintTimeline.js';
import { Stage } from './stage.js';
import { Model } from './state/model.js';

const model = new Model(host.getState());
const tooltip = element('div', 'tooltip');
const announcer = element('div', 'announcer');
let frame = 0;

/** Paints once before the next frame, however often it is asked for. */
function repaint(): void {
  if (frame !== 0) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    page.paint();
    growth.painted();
  });
}

const growth = new Growth(repaint);
const stage = new Stage(model, repaint);
const actions = new Actions(model, stage, repaint, (text) => {
  announcer.textContent = text;
});
const player = new Player(model, stage, actions, repaint);
const page = new Page(model, stage, actions, player, repaint);

/** What a box, an arrow, a name or a place of the axis under the pointer says. */
function wordsFor(over: Hit | Arrow | Lane | AxisTime): string {
  const { timeline, language, texts, axisMode } = model;
  if (!timeline) return '';
  if ('timeNs' in over) return `${formatTime(over.timeNs)} · ${texts.axisMeans[axisMode]}`;
  const say = (event: number): string => describeEvent(event, timeline, language);
  if ('key' in over) return laneTitle(over, timeline, language);
  if ('from' in over) return `${say(over.from)} → ${say(over.to)}`;
  const name = timeline.state.threads[over.thread]?.name ?? over.lane.label;
  const sentence = say(over.event);
  // Most sentences say both.
  const who = sentence.startsWith(name) ? '' : name;
  const label = sentence.includes(over.label) ? '' : over.label;
  const words = [who, label, sentence].filter((text) => text !== '').join(' · ');
  const out = over.style === 'item' ? takenOutAt(timeline, over.event) : -1;
  return out < 0 ? words : `${words} → ${say(out)}`;
}

/** What a lane's line is: that of the event under the pointer, else where its thread or owner is at the cursor. */
function siteUnder(lane: Lane | undefined, over: Hit | Arrow | undefined): number {
  const { timeline, state } = model;
  if (over) return timeline?.log.site('from' in over ? over.to : over.event) ?? 0;
  if (!lane || !state) return 0;
  const object = state.objects[lane.id];
  if (lane.kind === 'object') return object?.holders[0]?.site ?? object?.site ?? 0;
  return state.threads[lane.id]?.site ?? 0;
}

let hoveredSite = 0;
function hover(site: number): void {
  if (site === hoveredSite) return;
  hoveredSite = site;
  host.postMessage({ type: 'hover', run: model.run, site });
}

function showTooltip(over: Hit | Arrow | Lane | AxisTime | undefined, event: PointerEvent): void {
  tooltip.hidden = !over;
  if (!over) return;
  tooltip.textContent = wordsFor(over);
  tooltip.style.left = `${Math.max(4, Math.min(event.clientX + 12, window.innerWidth - tooltip.offsetWidth - 8))}px`;
  tooltip.style.top = `${Math.min(event.clientY + 14, window.innerHeight - tooltip.offsetHeight - 4)}px`;
}

new Pointer(model, stage, actions, {
  hovered: showTooltip,
  laneHovered: (lane, over) => hover(siteUnder(lane, over)),
  laneChosen: (key, event) => page.laneMenu.open(key, event.clientX, event.clientY),
});
listenToKeys(
  keyActions(model, actions, {
    find: () => page.openFind(),
    findNext: (by) => page.findNext(by),
    help: () => page.help.toggle(),
    togglePlay: () => player.toggle(),
    laneMenu: () => {
      const lane = model.lanes.find(({ key }) => key === model.selectedLane);
      const box = stage.canvas.getBoundingClientRect();
      if (lane)
        page.laneMenu.open(lane.key, box.left + 20, box.top + axisHeight + lane.y - model.scrollPx + 20);
    },
  }),
);

tooltip.hidden = true;
// A key may move what lies under the pointer away.
document.addEventListener('keydown', () => {
  tooltip.hidden = true;
});
announcer.setAttribute('aria-live', 'polite');
document.getElementById('app')?.append(...page.parts, tooltip, announcer);
// Whether marks are wanted may depend on where the person is.
for (const change of ['focus', 'blur']) window.addEventListener(change, repaint);
window.addEventListener('message', ({ data }: MessageEvent<HostToPage>) => {
  const take = (): void => {
    model.receive(data);
    page.received(data);
  };
  if (data.type === 'records') return growth.take(take);
  take();
  repaint();
});
repaint();
host.postMessage({ type: 'ready' });
