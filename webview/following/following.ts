/**
 * The side panel's own parts around the lanes: which file it follows and whether that runs as a person types, what changed
 * since, why the picture is out of date, and what else can be done with the file. It must never draw lanes: the page does.
 */
import type { HostToPage } from '../../src/protocol/page.js';
import { sayProblem } from '../../src/trace/words/sayProblem.js';
import { element } from '../element.js';
import { host } from '../host.js';
import type { Model } from '../state/model.js';
import { button } from '../toolkit.js';
import { changesOf } from './changes.js';

/** Whether this page is the side panel's; the host says so where it makes the page. */
export const isFollowing = document.documentElement.dataset.form === 'following';

export class Following {
  readonly root = element('section', 'following');
  readonly #model: Model;
  readonly #jump: (count: number) => void;
  #busy = false;
  #shown: readonly unknown[] = [];

  constructor(model: Model, jump: (count: number) => void) {
    this.#model = model;
    this.#jump = jump;
    this.root.hidden = !isFollowing;
    document.body.classList.toggle('is-following', isFollowing);
  }

  received(message: HostToPage): void {
    if (message.type === 'busy') this.#busy = message.busy;
  }

  /** Makes its parts anew when what they say has changed, and only then. */
  update(): void {
    const { followed, timeline, end, broken, language } = this.#model;
    if (!followed) return;
    const now = [followed, timeline, end, broken, language, this.#busy];
    if (now.every((value, index) => value === this.#shown[index])) return;
    this.#shown = now;
    document.body.classList.toggle('out-of-date', broken !== undefined);
    document.body.classList.toggle('no-run', timeline === undefined);
    const hadFocus = this.root.contains(document.activeElement) ? document.activeElement?.id : undefined;
    this.root.replaceChildren(...this.#bar(), ...this.#problem(), ...this.#changes(), ...this.#empty());
    if (hadFocus) document.getElementById(hadFocus)?.focus();
  }

  /** The file, the switch, and the way to the full timeline. */
  #bar(): HTMLElement[] {
    const { followed, timeline, texts } = this.#model;
    const { following } = texts;
    if (!followed || followed.kind === 'none') return [];
    const name = element('strong', 'file', followed.name);
    name.title = followed.name;
    const parts: HTMLElement[] = [name];
    if (this.#busy) parts.push(element('span', 'busy', following.busy));
    if (followed.runs) parts.push(this.#switch(followed.runs, followed.isOn));
    if (timeline) {
      const open = button(following.full, following.full, () => host.postMessage({ type: 'full' }), 'icon');
      open.textContent = '⤢';
      open.id = 'full';
      parts.push(open);
    }
    return [element('div', 'bar', parts)];
  }

  #switch(runs: 'typing' | 'saving', isOn: boolean): HTMLElement {
    const { following } = this.#model.texts;
    const box = element('button', 'switch', [
      element('span', 'knob'),
      element('span', '', runs === 'typing' ? following.live : following.switchOn.saving),
    ]);
    box.id = 'live';
    box.setAttribute('role', 'switch');
    box.setAttribute('aria-checked', String(isOn));
    box.setAttribute('aria-label', following.switchOn[runs]);
    box.title = following.switchHint[runs];
    box.addEventListener('click', () => host.postMessage({ type: 'switch', on: !isOn }));
    return box;
  }

  #problem(): HTMLElement[] {
    const { broken, timeline, texts, language } = this.#model;
    if (!broken) return [];
    const parts: HTMLElement[] = [element('p', 'why', sayProblem(broken, language))];
    if (timeline) parts.push(element('p', 'hint', texts.following.broken));
    const root = element('div', 'problem', parts);
    root.setAttribute('role', 'status');
    return [root];
  }

  #changes(): HTMLElement[] {
    const { broken, texts } = this.#model;
    const changes = broken ? undefined : changesOf(this.#model);
    if (!changes) return [];
    const row = element('button', 'changes', changes.parts.join(' · '));
    row.title = texts.following.changed.title;
    row.disabled = changes.event < 0;
    row.addEventListener('click', () => this.#jump(changes.event + 1));
    return [row];
  }

  /** Instead of a picture: what this file is, and what can be done with it. */
  #empty(): HTMLElement[] {
    const { followed, timeline, broken, texts } = this.#model;
    if (!followed || timeline || (broken && followed.offers.length === 0)) return [];
    const { following } = texts;
    const { kind, barrier, runs, isOn } = followed;
    const waits = isOn && runs === 'saving' ? following.waitsForSave : '';
    const words = isOn ? waits : barrier ? following.barriers[barrier] : following.kinds[kind];
    const on = button(following.switchOn[runs ?? 'typing'], following.switchHint[runs ?? 'typing'], () =>
      host.postMessage({ type: 'switch', on: true }),
    );
    on.setAttribute('appearance', 'primary');
    const buttons = followed.offers.map((offer) =>
      button(following.offers[offer], following.offers[offer], () =>
        host.postMessage({ type: 'offer', offer }),
      ),
    );
    const shown = broken || words === '' ? [] : [element('p', '', words)];
    return [element('div', 'empty', [...shown, ...(runs && !isOn ? [on] : []), ...buttons])];
  }
}
