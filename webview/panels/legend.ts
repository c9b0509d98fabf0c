/** What shapes and textures mean; its buttons leave out kinds of lanes, and list the keys. */
import { type LaneGroup, toggled } from '../../src/layout/laneSettings.js';
import { groupOf } from '../../src/layout/parts.js';
import { standsAlone } from '../../src/trace/standsAlone.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { ThreadKind, threadKindName } from '../../src/trace/vocabulary.js';
import { threadKindWord } from '../../src/trace/words/kindWord.js';
import type { Actions } from '../actions.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

const styles = ['running', 'critical', 'runnable', 'blocked', 'waiting', 'sleeping'] as const;
const kindOrder = Object.values(ThreadKind);
const groups: readonly LaneGroup[] = ['threads', 'locks', 'queues', 'values', 'others'];

export class Legend {
  readonly root = element('footer', 'legend');
  readonly #model: Model;
  readonly #actions: Actions;
  readonly #listKeys: () => void;
  #shown = '';

  constructor(model: Model, actions: Actions, listKeys: () => void) {
    this.#model = model;
    this.#actions = actions;
    this.#listKeys = listKeys;
  }

  update(): void {
    const { timeline, texts, language, settings } = this.#model;
    this.root.hidden = !timeline || timeline.log.length === 0;
    if (!timeline) return;
    const present = groups.filter((group) => group === 'threads' || this.#isPresent(group));
    const kinds = this.#kinds(timeline);
    const now = [
      language,
      ...present,
      '-',
      ...kinds,
      '-',
      ...settings.filtered,
      settings.hidden.length,
    ].join();
    if (now === this.#shown) return;
    this.#shown = now;
    this.root.setAttribute('aria-label', texts.legend.label);
    const samples = styles.map((style) => {
      const sample = element('span', 'sample', [
        element('i', `swatch ${style}`),
        document.createTextNode(texts.legend[style]),
      ]);
      sample.title = texts.legend.means[style];
      return sample;
    });
    this.root.replaceChildren(
      ...present.map((group) => this.#button(group)),
      ...this.#hiddenButton(),
      this.#keysButton(),
      element('span', 'samples', [...kinds.map((kind) => this.#kind(kind)), ...samples]),
    );
  }

  /** Where all are threads, nobody has to be told. */
  #kinds(timeline: Timeline): ThreadKind[] {
    const kinds = new Set([...timeline.threads.values()].map(({ thread }) => thread.kind));
    return kinds.size < 2 ? [] : kindOrder.filter((kind) => kinds.has(kind));
  }
  #kind(kind: ThreadKind): HTMLElement {
    const word = threadKindWord(kind, this.#model.language);
    return element('span', 'sample', [element('i', `kind ${threadKindName(kind)}`), new Text(word)]);
  }

  #isPresent(group: LaneGroup): boolean {
    const { timeline } = this.#model;
    for (const { object } of timeline?.objects.values() ?? [])
      if (timeline && groupOf(object.kind) === group && standsAlone(object, timeline.state)) return true;
    return false;
  }

  #button(group: LaneGroup): HTMLElement {
    const model = this.#model;
    const button = element('button', 'filter', model.texts.legend[group]);
    button.setAttribute('aria-pressed', String(!model.settings.filtered.includes(group)));
    button.addEventListener('click', () =>
      this.#actions.act(() => {
        model.settings = { ...model.settings, filtered: toggled(model.settings.filtered, group) };
      }),
    );
    return button;
  }

  /** Who does not know the keys does not know the key that lists them. */
  #keysButton(): HTMLElement {
    const { title } = this.#model.texts.keys;
    const button = element('button', 'filter list-keys', '?');
    button.title = title;
    button.setAttribute('aria-label', title);
    button.addEventListener('click', () => this.#listKeys());
    return button;
  }

  #hiddenButton(): HTMLElement[] {
    const { texts, settings } = this.#model;
    if (settings.hidden.length === 0) return [];
    const button = element('button', 'filter', texts.lane.showHidden(settings.hidden.length));
    button.addEventListener('click', () => this.#actions.showHidden());
    return [button];
  }
}
