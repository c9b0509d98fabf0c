/** Keys. Every one of them is listed by the question mark (text/keys). */
import type { Actions } from '../actions.js';
import type { Model } from '../state/model.js';

export interface KeyTargets {
  find(): void;
  help(): void;
  togglePlay(): void;
  findNext(by: 1 | -1): void;
  laneMenu(): void;
}
type KeyAction = () => void;

/** A key with its modifiers: "Shift+ArrowLeft". Shift is left out for characters, which say it themselves. */
export function keyName(event: KeyboardEvent): string {
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  return `${event.altKey ? 'Alt+' : ''}${shift}${event.key}`;
}

export function keyActions(
  model: Model,
  actions: Actions,
  targets: KeyTargets,
): Readonly<Record<string, KeyAction>> {
  const lane = (act: (key: string) => void) => () => act(model.selectedLane);
  return {
    ArrowLeft: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    'Shift+ArrowLeft': () => actions.stepLane(-1),
    'Shift+ArrowRight': () => actions.stepLane(1),
    ArrowUp: () => actions.selectNeighbour(-1),
    ArrowDown: () => actions.selectNeighbour(1),
    'Alt+ArrowUp': lane((key) => actions.moveLane(key, -1)),
    'Alt+ArrowDown': lane((key) => actions.moveLane(key, 1)),
    Home: () => actions.jump(1),
    End: () => actions.jump(Number.MAX_SAFE_INTEGER),
    PageUp: () => actions.pan(-0.8),
    PageDown: () => actions.pan(0.8),
    '+': () => actions.zoom(0.5),
    '=': () => actions.zoom(0.5),
    '-': () => actions.zoom(2),
    '0': () => actions.showAll(),
    w: () => actions.zoom(0.5),
    s: () => actions.zoom(2),
    a: () => actions.pan(-0.2),
    d: () => actions.pan(0.2),
    h: lane((key) => actions.changeLane(key, 'hidden')),
    H: () => actions.showHidden(),
    p: lane((key) => actions.changeLane(key, 'pinned')),
    c: lane((key) => actions.changeLane(key, 'collapsed')),
    m: () => targets.laneMenu(),
    b: () => actions.toggleBookmark(),
    '[': () => actions.stepBookmark(-1),
    ']': () => actions.stepBookmark(1),
    n: () => targets.findNext(1),
    N: () => targets.findNext(-1),
    ' ': () => targets.togglePlay(),
    Enter: () => actions.visit(Math.max(0, model.cursor - 1)),
    '/': () => targets.find(),
    '?': () => targets.help(),
  };
}

/** Where keys mean something else. */
function takesKeys(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [role=menu]') !== null;
}
/** Where Enter and the space bar press something. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, vscode-button, a, [role=tab]') !== null;
}

export function listenToKeys(actions: Readonly<Record<string, KeyAction>>): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.defaultPrevented || takesKeys(event.target)) return;
    if ((event.key === ' ' || event.key === 'Enter') && isPressed(event.target)) return;
    const action = actions[keyName(event)];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
