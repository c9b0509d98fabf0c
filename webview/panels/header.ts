/**
 * The row above the lanes: what runs, how it ended, run again. How to run and look at it otherwise stands beside that
 * where there is room, and behind one button where there is none.
 */

import type { AxisMode } from '../../src/layout/axis.js';
import type { ExportFormat } from '../../src/protocol/page.js';
import type { RunMode } from '../../src/trace/header.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { choice, element } from '../element.js';
import { host, isStandalone } from '../host.js';
import type { Model } from '../state/model.js';
import { button } from '../toolkit.js';

export interface ViewActions {
  axis(mode: AxisMode): void;
  zoom(factor: number): void;
  showAll(): void;
  togglePlay(): void;
  speed(factor: number): void;
  save(format: ExportFormat): void;
  compare(): void;
}
/** How many times the normal speed. */
const speeds = ['0.1', '0.25', '0.5', '1', '2', '4', '10'];
const pictures: readonly ExportFormat[] = ['svg', 'png'];
const formats: readonly ExportFormat[] = isStandalone
  ? pictures
  : [...pictures, 'html', 'chrome', 'json', 'trace'];

export function headerParts(model: Model, playing: boolean, actions: ViewActions): HTMLElement[] {
  const title = element('h1', '', model.title);
  title.title = model.title;
  const parts = [title, outcome(model)];
  const { timeline, end } = model;
  if (!timeline) return parts;
  const run = end ? runControls(model, timeline.header) : undefined;
  const runChoices = run && model.canRun ? run.choices : [];
  // The zoom buttons stand in the row, and among the options where the row has no room for them.
  const zoom = zoomButtons(model, actions);
  const compare =
    model.previous && end
      ? button(model.texts.compare, model.texts.compare, () => actions.compare())
      : undefined;
  const choices = [
    ...runChoices,
    axisChoice(model, actions),
    speedChoice(model, actions),
    ...(end ? [exportChoice(model, actions)] : []),
    ...(compare ? [compare] : []),
    zoomButtons(model, actions),
  ];
  const options = element('div', 'options', choices);
  options.id = 'options';
  return [
    ...parts,
    ...(run ? (model.canRun ? [run.again] : []) : [stopButton(model)]),
    playButton(model, playing, actions),
    zoom,
    disclosure(model.texts.options, options, compare),
    options,
  ];
}

function outcome(model: Model): HTMLElement {
  const { end, texts, timeline } = model;
  const { isStuck } = model;
  const word = end ? texts.outcome[end.outcome] : isStuck ? texts.stuck : texts.running;
  const good = end ? end.outcome === 'completed' : !isStuck;
  const time = end ? formatTime(end.clockNs) : formatTime(timeline?.endTime ?? 0);
  return element('span', good ? 'outcome' : 'outcome bad', [
    new Text(`${good ? '' : '⚠ '}${word}`),
    element('span', 'detail', ` · ${time}`),
  ]);
}

/** While a run goes on, only its time changes. */
export function updateClock(header: HTMLElement, { end, timeline }: Model): void {
  const detail = header.querySelector('.outcome .detail');
  if (end || !timeline || !detail) return;
  const time = ` · ${formatTime(timeline.endTime)}`;
  if (detail.textContent !== time) detail.textContent = time;
}

function stopButton(model: Model): HTMLElement {
  const { stop } = model.texts;
  return button(stop, stop, () => host.postMessage({ type: 'stop', run: model.run }), 'primary');
}

interface RunControls {
  readonly again: HTMLElement;
  readonly choices: readonly HTMLElement[];
}

function runControls(
  model: Model,
  header: { mode: RunMode; seed: number; variant: string | null; strategy: string },
): RunControls {
  const { texts } = model;
  let { mode } = header;
  let variant = Math.max(0, model.variants.indexOf(header.variant ?? ''));
  const seed = seedInput(texts.seed, header.seed);
  const again = (): void => {
    const wanted = Math.max(0, Math.floor(Number(seed.value) || 0));
    host.postMessage({ type: 'again', mode, seed: wanted, variant });
  };
  const modes = [
    ['controlled', texts.controlled],
    ['live', texts.live],
  ] as const;
  // A real program runs as it does: there is no mode and no seed to choose.
  const choices =
    header.strategy === 'real'
      ? []
      : [
          choice(texts.mode, modes, mode, (value) => {
            mode = value === 'live' ? 'live' : 'controlled';
            again();
          }),
          element('label', 'choice', [element('span', '', texts.seed), seed]),
        ];
  if (model.variants.length > 1) {
    const names = model.variants.map((name, index) => [String(index), name] as const);
    choices.unshift(
      choice(texts.variant, names, String(variant), (value) => {
        variant = Number(value);
        again();
      }),
    );
  }
  return { again: button(texts.again, texts.again, again, 'primary', '↻'), choices };
}

function seedInput(label: string, value: number): HTMLInputElement {
  const seed = element('input', 'seed');
  seed.type = 'number';
  seed.min = '0';
  seed.value = String(value);
  seed.setAttribute('aria-label', label);
  return seed;
}

function axisChoice(model: Model, actions: ViewActions): HTMLElement {
  const names: readonly AxisMode[] = ['both', 'time', 'steps'];
  return choice(
    model.texts.axis,
    names.map((name) => [name, model.texts.axes[name]] as const),
    model.axisMode,
    (value) => actions.axis(names.find((name) => name === value) ?? 'both'),
  );
}

function playButton({ texts }: Model, playing: boolean, actions: ViewActions): HTMLElement {
  return playing
    ? button('❚❚', texts.pause, () => actions.togglePlay())
    : button('▶', texts.play, () => actions.togglePlay());
}

function speedChoice({ texts, speed }: Model, actions: ViewActions): HTMLElement {
  const options = speeds.map((each) => [each, `${each}×`] as const);
  return choice(texts.speed, options, String(speed), (value) => actions.speed(Number(value)));
}

/** A choice that springs back: what is chosen is done, not kept. */
function exportChoice({ texts }: Model, actions: ViewActions): HTMLElement {
  const options = [['', '…'] as const, ...formats.map((each) => [each, texts.saveAs[each]] as const)];
  const label = choice(texts.save, options, '', (value) => {
    const format = formats.find((each) => each === value);
    const select = label.querySelector('select');
    if (select) select.value = '';
    if (format) actions.save(format);
  });
  return label;
}

function zoomButtons({ texts }: Model, actions: ViewActions): HTMLElement {
  return element('div', 'zoom', [
    button('+', texts.zoomIn, () => actions.zoom(0.5)),
    button('−', texts.zoomOut, () => actions.zoom(2)),
    button('↔', texts.fit, () => actions.showAll()),
  ]);
}

/**
 * The button that opens the options where they have no room in the row. Escape and a click elsewhere close them, and so does
 * `last`, whose effect would lie behind them.
 */
function disclosure(label: string, options: HTMLElement, last: HTMLElement | undefined): HTMLElement {
  const toggle = element('button', 'disclosure', '⋯');
  toggle.title = label;
  toggle.setAttribute('aria-label', label);
  toggle.setAttribute('aria-controls', options.id);
  const open = (wanted: boolean): void => {
    options.classList.toggle('open', wanted);
    toggle.setAttribute('aria-expanded', String(wanted));
  };
  open(false);
  toggle.addEventListener('click', () => open(!options.classList.contains('open')));
  const leave = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !(options.contains(to) || to === toggle)) open(false);
  };
  last?.addEventListener('click', () => {
    if (options.classList.contains('open')) toggle.focus();
    open(false);
  });
  toggle.addEventListener('focusout', leave);
  options.addEventListener('focusout', leave);
  for (const part of [toggle, options]) {
    part.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      open(false);
      toggle.focus();
    });
  }
  return toggle;
}
