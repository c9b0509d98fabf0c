/**
 * The picture as SVG: the same lanes, boxes, arrows and axis as on the screen, in a file that any viewer opens.
 * Writes text only; knows no document.
 */
import { colourOf } from '../trace/threadColours.js';
import { ThreadKind } from '../trace/vocabulary.js';
import { type Arrow, layArrows } from './arrows.js';
import { axisScale } from './axisScale.js';
import { formsOf } from './fitted.js';
import { type Frame, pxOf } from './frame.js';
import { indentOf, laneName, laneTitle } from './laneName.js';
import { type Lane, lanesHeight } from './lanes.js';
import { layLane } from './layLane.js';
import { crowdPx, insetOf, labelPx, type Sink, type Style } from './sink.js';

export interface SvgColours {
  readonly background: string;
  readonly foreground: string;
  readonly faint: string;
  readonly grid: string;
  readonly accent: string;
  readonly error: string;
  /** By `colourOf` of threadColours.ts. */
  readonly threads: readonly string[];
}
export interface SvgPicture {
  readonly frame: Frame;
  readonly lanes: readonly Lane[];
  /** Events before the cursor; -1 for a picture without one. */
  readonly cursor: number;
  readonly colours: SvgColours;
  readonly title: string;
  readonly labelWidthPx: number;
}

const axisPx = 26;
/** Mean width of a character of 12 pixels, on the safe side. */
const characterPx = 6.8;

export function svgOf(picture: SvgPicture): string {
  const { frame, lanes, colours, title, labelWidthPx, cursor } = picture;
  const width = Math.ceil(labelWidthPx + frame.view.widthPx + 8);
  const height = Math.ceil(axisPx + lanesHeight(lanes) + 4);
  const sink = new SvgSink(colours);
  for (const lane of lanes) layLane(lane, frame, sink);
  const cursorX = pxOf(frame, Math.max(0, cursor - 1));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    hatches(colours),
    `<clipPath id="lanes"><rect x="0" y="${-axisPx}" width="${frame.view.widthPx + 4}" height="${height}"/></clipPath>`,
    `<rect width="${width}" height="${height}" fill="${colours.background}"/>`,
    axis(picture, height),
    `<g transform="translate(${labelWidthPx} ${axisPx})" clip-path="url(#lanes)">`,
    sink.text,
    ...layArrows(lanes, frame, cursor).map((arrow) => arrowText(arrow, colours.foreground)),
    cursor < 0
      ? ''
      : `<rect x="${round(cursorX - 1)}" y="${-axisPx}" width="2" height="${height}" fill="${colours.accent}"/>`,
    '</g>',
    ...lanes.map((lane) => nameOf(lane, picture)),
    '</svg>',
  ].join('\n');
}

function axis({ frame, colours, labelWidthPx }: SvgPicture, height: number): string {
  return axisScale(frame.timeline, frame.axis, frame.view)
    .map(({ px, text }) => {
      const x = round(labelWidthPx + px);
      const line = `<line x1="${x}" y1="20" x2="${x}" y2="${height}" stroke="${colours.grid}" stroke-opacity="0.6"/>`;
      return `${line}<text x="${x + 3}" y="14" fill="${colours.faint}">${escaped(text)}</text>`;
    })
    .join('\n');
}

function nameOf(lane: Lane, { frame, colours, labelWidthPx }: SvgPicture): string {
  const { timeline, language } = frame;
  const y = axisPx + lane.y;
  const x = indentOf(lane);
  const colour = lane.kind === 'object' ? colours.faint : colours.foreground;
  const mark = lane.kind === 'thread' ? swatch(lane, x + 4, y + 3, colourIn(colours, lane.id)) : '';
  const left = lane.kind === 'process' ? 4 : x + 14;
  const name = fitted(
    `${lane.marked ? '! ' : ''}${laneName(lane, timeline, language)}`,
    labelWidthPx - left - 4,
  );
  const title = `<title>${escaped(laneTitle(lane, timeline, language))}</title>`;
  const baseline = y + Math.min(lane.height / 2 + 4, 16);
  return `${mark}<text x="${left}" y="${baseline}" fill="${colour}">${escaped(name)}${title}</text>`;
}

/** A thread's colour, in the shape of its kind. */
function swatch({ threadKind, height }: Lane, x: number, y: number, colour: string): string {
  const high = height - 6;
  switch (threadKind) {
    case ThreadKind.Greenlet:
    case ThreadKind.Generator:
      return `<circle cx="${x + 2.5}" cy="${y + high / 2}" r="3.5" fill="${colour}"/>`;
    case ThreadKind.Task:
      return `<path d="M${x + 2.5} ${y + high / 2 - 5}l4 5l-4 5l-4 -5z" fill="${colour}"/>`;
    case ThreadKind.Kernel:
      return `<rect x="${x + 0.5}" y="${y + 0.5}" width="4" height="${high - 1}" fill="none" stroke="${colour}"/>`;
    default:
      return `<rect x="${x}" y="${y}" width="5" height="${high}" fill="${colour}"/>`;
  }
}

function arrowText({ x1, y1, x2, y2 }: Arrow, colour: string): string {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const wing = (by: number): string =>
    `${round(x2 - 7 * Math.cos(angle + by))},${round(y2 - 7 * Math.sin(angle + by))}`;
  return `<g opacity="0.45" stroke="${colour}" fill="${colour}"><line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/><polygon points="${round(x2)},${round(y2)} ${wing(0.4)} ${wing(-0.4)}"/></g>`;
}

function hatches(colours: SvgColours): string {
  const pattern = (colour: string, index: number): string =>
    `<pattern id="hatch${index}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0M-1 1L1 -1M5 7L7 5" stroke="${colour}" stroke-opacity="0.55"/></pattern>`;
  return `<defs>${colours.threads.map(pattern).join('')}</defs>`;
}

function colourIn(colours: SvgColours, thread: number): string {
  return colours.threads[colourOf(thread) % colours.threads.length] as string;
}

class SvgSink implements Sink {
  readonly #parts: string[] = [];

  constructor(readonly colours: SvgColours) {}

  get text(): string {
    return this.#parts.join('\n');
  }

  box(
    style: Style,
    x: number,
    top: number,
    width: number,
    fullHeight: number,
    thread: number,
    _event: number,
    label: string,
  ): void {
    const inset = Math.round(insetOf[style] * fullHeight);
    const isMark = style === 'output';
    const y = isMark ? top + fullHeight - 6 : top + inset;
    const height = isMark ? 6 : Math.max(1, fullHeight - 2 * inset);
    if (style === 'waiting') this.#dashes(x, top + fullHeight / 2, width, thread);
    const boxWidth = style === 'ended' ? 3 : Math.max(width, 1);
    const box = `x="${round(x)}" y="${round(y)}" width="${round(boxWidth)}" height="${round(height)}"`;
    if (style !== 'waiting') this.#parts.push(`<rect ${box} ${this.#look(style, thread)}/>`);
    if (label === '' || width < labelPx || fullHeight < 11) return;
    const text = fitted(label, width - 8);
    if (text === '') return;
    const at = `x="${round(Math.max(x, 0) + 5)}" y="${round(top + fullHeight / 2 + 4)}"`;
    // Words on hatching are read by their outline.
    const ground = `paint-order="stroke" stroke="${this.colours.background}" stroke-width="3"`;
    this.#parts.push(
      `<text ${at} fill="${this.colours.foreground}" ${ground}>${escaped(text)}<title>${escaped(label)}</title></text>`,
    );
  }

  crowd(
    x: number,
    y: number,
    height: number,
    thread: number,
    _event: number,
    busy: number,
    heldUp: number,
  ): void {
    const colour = colourIn(this.colours, thread);
    const strong = busy * (height - 4);
    const all = strong + heldUp * (height - 4);
    const bar = (high: number, opacity: number): string => {
      const place = `x="${round(x)}" y="${round(y + (height - high) / 2)}" width="${crowdPx}" height="${round(high)}"`;
      return `<rect ${place} fill="${colour}" fill-opacity="${opacity}"/>`;
    };
    this.#parts.push(bar(Math.max(1, all), 0.45), bar(strong, 1));
  }

  #dashes(x: number, y: number, width: number, thread: number): void {
    const ends = `x1="${round(x)}" y1="${round(y)}" x2="${round(x + width)}" y2="${round(y)}"`;
    this.#parts.push(
      `<line ${ends} stroke="${colourIn(this.colours, thread)}" stroke-width="2" stroke-dasharray="5 4"/>`,
    );
  }

  #look(style: Style, thread: number): string {
    const colour = colourIn(this.colours, thread);
    switch (style) {
      case 'running':
      case 'critical':
      case 'sleeping':
      case 'ended':
        return `fill="${colour}"`;
      case 'output':
        return `fill="${this.colours.foreground}"`;
      case 'deadlocked':
        return `fill="url(#hatch${colourOf(thread)})" stroke="${this.colours.error}" stroke-width="2"`;
      case 'stuck':
        return `fill="${colour}" fill-opacity="0.35" stroke="${this.colours.error}" stroke-width="2"`;
      case 'blocked':
      case 'waiter':
        return `fill="url(#hatch${colourOf(thread)})" stroke="${colour}"`;
      case 'started':
      case 'runnable':
        return `fill="none" stroke="${colour}"`;
      case 'value':
        return `fill="${this.colours.faint}" fill-opacity="0.15"`;
      default:
        return `fill="${colour}" fill-opacity="0.35" stroke="${colour}"`;
    }
  }
}

function fitted(name: string, widthPx: number): string {
  const room = Math.floor(widthPx / characterPx);
  const forms = formsOf(name).map((form) => [...form]);
  const fitting = forms.find((characters) => characters.length <= room);
  if (fitting) return fitting.join('');
  const last = forms[forms.length - 1] as string[];
  return room < 2 ? '' : `${last.slice(0, room - 1).join('')}…`;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text of an XML document; control characters, which none may hold, become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, ' ');
}
