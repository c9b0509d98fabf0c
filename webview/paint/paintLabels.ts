/** The names of the lanes, left of them. */
import { indentOf, laneName } from '../../src/layout/laneName.js';
import type { Lane } from '../../src/layout/lanes.js';
import { colourOf } from '../../src/trace/threadColours.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { ThreadKind } from '../../src/trace/vocabulary.js';
import type { Language } from '../../src/trace/words/language.js';
import { shortened, widthOf } from './labels.js';
import type { Palette } from './palette.js';

interface Naming {
  readonly timeline: Timeline;
  readonly language: Language;
}
export interface LabelSetting extends Naming {
  readonly palette: Palette;
  readonly widthPx: number;
  readonly selected: string;
}

/** The button that collapses a process stands before its name. */
const headPx = 20;
/** A colour and an exclamation mark stand before every other name. */
const marksPx = 18;
/** Room for the marks and some nine letters: names such as consumer-2 stay apart at 300 pixels. */
const leastColumnPx = 88;
/** Of a wide page this much is theirs, however short they are: then lanes that come do not push the picture aside. */
const leastOfPage = 0.16;
const mostOfLeastPx = 170;
/** Of the page's width; what is longer is shortened. MainThread, which is in nearly every run, stays whole at 300 pixels. */
const mostOfPage = 0.25;
const mainThreadPx = 100;
const mostColumnPx = 220;
/** Free between a name and the lanes. */
const rightPx = 6;

/** Pixels that the names of the lanes take, each as long as it can be within limits that leave the lanes their room. */
export function columnPx(
  context: CanvasRenderingContext2D,
  lanes: readonly Lane[],
  naming: Naming,
  pagePx: number,
): number {
  const part = (share: number, least: number, most: number): number =>
    Math.max(least, Math.min(most, Math.round(pagePx * share)));
  const most = part(mostOfPage, mainThreadPx, mostColumnPx);
  let wanted = part(leastOfPage, leastColumnPx, mostOfLeastPx);
  for (const lane of lanes) {
    const beside = leftOf(lane) + rightPx;
    const shown = shownName(context, lane, naming, most - beside);
    wanted = Math.max(wanted, Math.ceil(beside + widthOf(context, shown)));
  }
  return wanted;
}

function leftOf(lane: Lane): number {
  return lane.kind === 'process' ? headPx : indentOf(lane) + marksPx;
}

export function paintLabel(
  context: CanvasRenderingContext2D,
  lane: Lane,
  { timeline, palette, language, widthPx, selected }: LabelSetting,
): void {
  const { y, height, kind } = lane;
  const x = indentOf(lane);
  if (lane.key === selected) paintSelection(context, lane, palette, widthPx);
  if (kind === 'thread') {
    const colour = palette.colours[colourOf(lane.id)] as string;
    paintSwatch(context, lane, x + 4, colour);
  }
  const baseline = y + Math.min(height / 2 + 4, 16);
  if (lane.marked && !lane.collapsed && kind !== 'process') {
    context.fillStyle = palette.error;
    context.fillText('!', x + 12, baseline);
  }
  if (lane.collapsed && height < 12) return;
  context.fillStyle = kind === 'object' ? palette.faint : palette.foreground;
  const left = leftOf(lane);
  context.fillText(shownName(context, lane, { timeline, language }, widthPx - left - 4), left, baseline);
}

/** What of a lane's name has room. */
function shownName(
  context: CanvasRenderingContext2D,
  lane: Lane,
  { timeline, language }: Naming,
  room: number,
): string {
  const name = laneName(lane, timeline, language);
  // Of a process, the word goes first.
  const fits = lane.kind !== 'process' || widthOf(context, name) <= room;
  return shortened(context, fits ? name : lane.label, room);
}

function paintSelection(
  context: CanvasRenderingContext2D,
  { y, height }: Lane,
  palette: Palette,
  widthPx: number,
): void {
  context.fillStyle = palette.selection;
  context.fillRect(0, y - 1, widthPx, height + 2);
  context.strokeStyle = palette.accent;
  context.strokeRect(0.5, y - 0.5, widthPx - 1, height + 1);
}

/** A thread's colour, in the shape of its kind: a bar, two for a process, a dot for a greenlet or a generator, a diamond for a task. */
export function paintSwatch(
  context: CanvasRenderingContext2D,
  { threadKind, y, height }: Pick<Lane, 'threadKind' | 'y' | 'height'>,
  x: number,
  colour: string,
): void {
  const middle = y + height / 2;
  context.fillStyle = colour;
  context.strokeStyle = colour;
  switch (threadKind) {
    case ThreadKind.Process:
      context.fillRect(x - 1, y + 3, 3, height - 6);
      context.fillRect(x + 3, y + 3, 3, height - 6);
      break;
    case ThreadKind.Greenlet:
    case ThreadKind.Generator:
      context.beginPath();
      context.arc(x + 2.5, middle, Math.min(4, height / 2), 0, 2 * Math.PI);
      context.fill();
      break;
    case ThreadKind.Task:
      context.beginPath();
      context.moveTo(x + 2.5, middle - 5);
      context.lineTo(x + 7, middle);
      context.lineTo(x + 2.5, middle + 5);
      context.lineTo(x - 2, middle);
      context.fill();
      break;
    case ThreadKind.Kernel:
      context.lineWidth = 1.5;
      context.strokeRect(x + 0.5, y + 4, 5, height - 8);
      break;
    default:
      context.fillRect(x, y + 3, 5, height - 6);
  }
}
