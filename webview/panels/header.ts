/** The line above the lanes: what runs and how it ended, and how to run it again or look at it otherwise. */

import type { AxisMode } from '../../src/layout/axis.js';
import type { RunMode } from '../../src/trace/header.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { choice, element } from '../element.js';
import { host } from '../host.js';
import type { Model } from '../state/model.js';
import { button } from '../toolkit.js';

export interface ViewActions {
  axis(mode: AxisMode): void;
  zoom(factor: number): void;
  showAll(): void;
}

export function headerParts(model: Model, actions: ViewActions): HTMLElement[] {
  const { texts } = model;
  const title = element('h1', '', model.title);
  return [title, outcome(model), ...runControls(model), ...viewControls(model, actions, texts)];
}

function outcome(model: Model): HTMLElement {
  const { end, texts, timeline } = model;
  const word = end ? texts.outcome[end.outcome] : texts.running;
  const good = !end || end.outcome === 'completed';
  const time = end ? formatTime(end.clockNs) : formatTime(timeline?.endTime ?? 0);
  return element('span', good ? 'outcome' : 'outcome bad', `${good ? '' : '⚠ '}${word} · ${time}`);
}

function runControls(model: Model): HTMLElement[] {
  const { texts, timeline, end } = model;
  if (!timeline) return [];
  if (!end) return [button(texts.stop, texts.stop, () => host.postMessage({ type: 'stop', run: model.run }))];
  const { header } = timeline;
  const seed = element('input', 'seed');
  seed.type = 'number';
  seed.min = '0';
  seed.value = String(header.seed);
  seed.setAttribute('aria-label', texts.seed);
  let mode: RunMode = header.mode;
  let variant = Math.max(0, model.variants.indexOf(header.variant ?? ''));
  const again = (): void =>
    host.postMessage({
      type: 'again',
      mode,
      seed: Math.max(0, Math.floor(Number(seed.value) || 0)),
      variant,
    });
  const modes = choice(
    texts.mode,
    [
      ['controlled', texts.controlled],
      ['live', texts.live],
    ],
    mode,
    (value) => {
      mode = value === 'live' ? 'live' : 'controlled';
      again();
    },
  );
  const variants = choice(
    texts.variant,
    model.variants.map((name, index) => [String(index), name] as const),
    String(variant),
    (value) => {
      variant = Number(value);
      again();
    },
  );
  const seedLabel = element('label', 'choice', [element('span', '', texts.seed), seed]);
  return [
    modes,
    ...(model.variants.length > 1 ? [variants] : []),
    seedLabel,
    button(texts.again, texts.again, again, 'primary'),
  ];
}

function viewControls(model: Model, actions: ViewActions, texts: Model['texts']): HTMLElement[] {
  if (!model.timeline) return [];
  const names: readonly AxisMode[] = ['both', 'time', 'steps'];
  const axis = choice(
    texts.axis,
    names.map((name) => [name, texts.axes[name]] as const),
    model.axisMode,
    (value) => actions.axis(names.find((name) => name === value) ?? 'both'),
  );
  return [
    axis,
    button('+', texts.zoomIn, () => actions.zoom(0.5)),
    button('−', texts.zoomOut, () => actions.zoom(2)),
    button('↔', texts.fit, () => actions.showAll()),
  ];
}
