/** The names of the lanes, left of them. */

import type { Lane } from '../../src/layout/lanes.js';
import { colourOf } from '../../src/trace/threadColours.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { ObjectKind } from '../../src/trace/vocabulary.js';
import { shortened } from './labels.js';
import type { Palette } from './palette.js';

/** A sign a kind of object, beside its name. */
const signs: Partial<Record<ObjectKind, string>> = {
  [ObjectKind.Lock]: '▣',
  [ObjectKind.RLock]: '▣',
  [ObjectKind.Gil]: '▣',
  [ObjectKind.Semaphore]: '▤',
  [ObjectKind.Condition]: '◇',
  [ObjectKind.Event]: '⚑',
  [ObjectKind.Barrier]: '‖',
  [ObjectKind.Future]: '◌',
  [ObjectKind.Queue]: '≡',
  [ObjectKind.Connection]: '⇄',
  [ObjectKind.Executor]: '⚙',
  [ObjectKind.Shared]: '=',
  [ObjectKind.Managed]: '=',
  [ObjectKind.SharedArray]: '[]',
  [ObjectKind.Loop]: '↻',
  [ObjectKind.Network]: '≋',
  [ObjectKind.Socket]: '⇌',
  [ObjectKind.Selector]: '◉',
};

export interface LabelSetting {
  readonly timeline: Timeline;
  readonly palette: Palette;
  readonly widthPx: number;
  readonly selected: string;
}

export function paintLabel(
  context: CanvasRenderingContext2D,
  lane: Lane,
  { timeline, palette, widthPx, selected }: LabelSetting,
): void {
  const { y, height, kind } = lane;
  if (lane.key === selected) {
    context.fillStyle = palette.selection;
    context.fillRect(0, y - 1, widthPx, height + 2);
    context.strokeStyle = palette.accent;
    context.strokeRect(0.5, y - 0.5, widthPx - 1, height + 1);
  }
  if (kind === 'thread') {
    context.fillStyle = palette.colours[colourOf(lane.id)] as string;
    context.fillRect(4, y + 3, 5, height - 6);
  }
  const baseline = y + Math.min(height / 2 + 4, 16);
  if (lane.marked && !lane.collapsed) {
    context.fillStyle = palette.error;
    context.fillText('!', 11, baseline);
  }
  if (lane.collapsed && height < 12) return;
  context.fillStyle = kind === 'object' ? palette.faint : palette.foreground;
  const object = kind === 'object' ? timeline.objects.get(lane.id)?.object : undefined;
  const sign = object ? (signs[object.kind] ?? '') : '';
  const name = `${lane.pinned ? '▴ ' : ''}${sign === '' ? '' : `${sign} `}${lane.label}`;
  context.fillText(shortened(context, name, widthPx - 22), kind === 'process' ? 4 : 18, baseline);
}
