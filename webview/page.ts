/** All parts of the page and when each is made anew: lanes with every frame, panels only when shown and changed. */
import type { ExportFormat, HostToPage, ThreadMark } from '../src/protocol/page.js';
import type { Actions } from './actions.js';
import { element } from './element.js';
import { savePicture } from './export/savePicture.js';
import { Following, isFollowing } from './following/following.js';
import { host, isStandalone } from './host.js';
import type { Player } from './interact/player.js';
import { axisHeight } from './paint/paintTimeline.js';
import { Banner } from './panels/banner.js';
import { compareWithPrevious } from './panels/compare.js';
import { FindPanel } from './panels/findPanel.js';
import { headerParts, updateClock } from './panels/header.js';
import { KeysHelp } from './panels/keysHelp.js';
import { LaneMenu } from './panels/laneMenu.js';
import { Legend } from './panels/legend.js';
import { Minimap } from './panels/minimap.js';
import { ProcessHeads } from './panels/processHeads.js';
import { SidePanels } from './panels/sidePanels.js';
import { Tabs } from './panels/tabs.js';
import type { Stage } from './stage.js';
import { showSources } from './standalone.js';
import type { Model } from './state/model.js';
import type { TabName } from './state/viewState.js';

const keepAfterMs = 100;

export class Page {
  readonly laneMenu: LaneMenu;
  readonly help: KeysHelp;
  readonly parts: readonly HTMLElement[];
  readonly #model: Model;
  readonly #stage: Stage;
  readonly #actions: Actions;
  readonly #player: Player;
  readonly #repaint: () => void;
  readonly #header = element('header');
  readonly #banner: Banner;
  readonly #following: Following;
  readonly #minimap: Minimap;
  readonly #main = element('div', 'main');
  readonly #message = element('p', 'message');
  readonly #find: FindPanel;
  readonly #panels: SidePanels;
  readonly #tabs: Tabs<TabName>;
  readonly #legend: Legend;
  readonly #heads: ProcessHeads;
  /** Here the style sheet pins the state above the other panels. */
  readonly #roomy = matchMedia('(min-width: 900px) and (min-height: 500px)');
  #shownHeader = '';
  #shownMarks = '';
  /** Where the cursor was when marks were last thought of: the editor goes along only when it has moved. */
  #markedCursor = 0;
  #kept = '';
  #keepTimer = 0;

  constructor(model: Model, stage: Stage, actions: Actions, player: Player, repaint: () => void) {
    this.#model = model;
    this.#stage = stage;
    this.#actions = actions;
    this.#player = player;
    this.#repaint = repaint;
    const visit = (event: number): void => actions.visit(event);
    this.#banner = new Banner(model, (count) => actions.jump(count));
    this.#following = new Following(model, (count) => actions.jump(count));
    this.#minimap = new Minimap(model, actions);
    this.#find = new FindPanel(model, visit, (by) => this.findNext(by));
    this.#legend = new Legend(model, actions, () => this.help.toggle());
    this.#heads = new ProcessHeads(model, actions);
    stage.cover(this.#heads.root);
    this.laneMenu = new LaneMenu(model, actions);
    this.help = new KeysHelp(model);
    const isShown = (name: TabName): boolean =>
      name === this.#tab || (name === 'state' && this.#roomy.matches);
    this.#panels = new SidePanels(model, stage, actions, this.#find, isShown, () => this.#sendMarks());
    this.#tabs = new Tabs<TabName>(this.#panels.tabs, model.tab, (name) => this.#openTab(name));
    this.#roomy.addEventListener('change', repaint);
    document.addEventListener('visibilitychange', () => this.#keep());
    this.#main.append(this.#minimap.root, this.#message, stage.root);
    const body = element('div', 'body', [this.#main, this.#tabs.root]);
    const over = [this.laneMenu.root, this.help.root];
    this.parts = [this.#following.root, this.#header, this.#banner.root, body, this.#legend.root, ...over];
  }

  paint(): void {
    const { timeline, texts, end, lanes } = this.#model;
    const isEmpty = !timeline || timeline.log.length === 0;
    const words = isEmpty ? (end ? texts.nothing : texts.starting) : lanes.length === 0 ? texts.noLanes : '';
    this.#message.hidden = words === '';
    if (this.#message.textContent !== words) this.#message.textContent = words;
    this.#paintHeader();
    this.#following.update();
    this.#banner.update();
    this.#legend.update();
    this.#minimap.update();
    this.#tabs.label(texts.tabs);
    this.#tabs.show(this.#tab);
    this.#stage.paint();
    this.#heads.update(axisHeight, this.#model.scrollPx);
    this.#panels.update();
    this.#keepSoon();
  }

  /** After the model has taken a message. */
  received(message: HostToPage): void {
    this.#following.received(message);
    if (message.type === 'started') {
      this.#player.stop();
      this.#banner.note('', -1);
      this.#panels.forget();
      const nameOf = (thread: number): string => this.#model.state?.threads[thread]?.name ?? '';
      if (isStandalone) showSources(this.#main, nameOf, message.header);
    } else if (message.type === 'select' && message.run === this.#model.run) {
      this.#openTab('find');
      this.#find.showSites(message.sites);
    } else if (message.type === 'point' && message.run === this.#model.run) {
      this.#actions.pointAt(message.sites);
    } else if (message.type === 'compare' && message.run === this.#model.run) {
      if (!this.#model.comparison) this.#compare();
    } else if (message.type === 'makePicture' && message.run === this.#model.run) this.#save(message.format);
  }

  openFind(): void {
    this.#openTab('find');
    this.#tabs.show('find');
    this.#find.update();
    this.#find.focus();
  }
  findNext(by: 1 | -1): void {
    const { test } = this.#find;
    if (test) this.#actions.stepTo(test, by, true);
  }

  /** Where the state is pinned, its tab is not one. */
  get #tab(): TabName {
    const { tab } = this.#model;
    return this.#roomy.matches && tab === 'state' ? 'steps' : tab;
  }

  #openTab(name: TabName): void {
    this.#model.tab = name;
    this.#repaint();
  }

  /** The controls are made anew only when what they show has changed, so that focus stays where it is. */
  #paintHeader(): void {
    const { run, end, axisMode, title, timeline, speed, language, previous } = this.#model;
    const playing = this.#player.playing;
    const parts = [
      run,
      end?.outcome,
      this.#model.isStuck,
      axisMode,
      title,
      timeline?.header.mode,
      speed,
      language,
    ];
    const now = [...parts, playing, previous !== undefined].join();
    if (now === this.#shownHeader) return updateClock(this.#header, this.#model);
    this.#shownHeader = now;
    const actions = this.#actions;
    const change = (view: Partial<Pick<Model, 'axisMode' | 'speed'>>): void =>
      actions.act(() => void Object.assign(this.#model, view));
    this.#header.replaceChildren(
      ...headerParts(this.#model, playing, {
        axis: (mode) => change({ axisMode: mode }),
        speed: (factor) => change({ speed: factor }),
        zoom: (factor) => actions.zoom(factor),
        showAll: () => actions.showAll(),
        togglePlay: () => this.#player.toggle(),
        save: (format) => this.#save(format),
        compare: () => this.#compare(),
      }),
    );
  }

  /** Source in step: the host marks the line of each thread. */
  #sendMarks(): void {
    const { state, run, timeline, follows, cursor } = this.#model;
    if (!state) return;
    const marks: ThreadMark[] = [];
    const isUsed = isStandalone || document.hasFocus();
    // The side panel goes along with the editor: it marks lines only while a person is in it.
    const wanted = !isFollowing || isUsed;
    for (const thread of wanted ? state.threads : []) {
      const gone = !thread || thread.status === 'new' || thread.status === 'ended';
      if (!gone && thread.site > 0) marks.push({ thread: thread.id, site: thread.site });
    }
    const hasMoved = cursor !== this.#markedCursor && cursor > 0 && !follows;
    this.#markedCursor = cursor;
    const step = isUsed && hasMoved ? (timeline?.log.site(cursor - 1) ?? 0) : 0;
    const now = `${run}:${marks.map(({ thread, site }) => `${thread}@${site}`).join()}`;
    if (step === 0 && now === this.#shownMarks) return;
    this.#shownMarks = now;
    host.postMessage({ type: 'marks', run, marks, step });
  }

  #save(format: ExportFormat): void {
    const { run } = this.#model;
    if (format === 'svg' || format === 'png') void savePicture(format, this.#model, this.#stage);
    else host.postMessage({ type: 'export', run, format });
  }

  /** Lays the run before under this one, or takes it away again. */
  #compare(): void {
    const model = this.#model;
    model.comparison = model.comparison ? undefined : compareWithPrevious(model);
    const { comparison } = model;
    this.#banner.note(comparison?.words ?? '', comparison?.event ?? -1);
    if (comparison && comparison.event >= 0) this.#actions.jump(comparison.event + 1);
    this.#repaint();
  }

  /** View state is kept a moment after a change, and when the page goes: keeping costs a message to the host. */
  #keepSoon(): void {
    if (this.#keepTimer === 0) this.#keepTimer = window.setTimeout(() => this.#keep(), keepAfterMs);
  }
  #keep(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = 0;
    const state = this.#model.viewState;
    const now = JSON.stringify(state);
    if (now !== this.#kept) host.setState(state);
    this.#kept = now;
  }
}
