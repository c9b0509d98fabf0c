/** How a person looks at a run, as kept by VS Code while the page is hidden or loaded again. */
import type { AxisMode } from '../../src/layout/axis.js';
import { type LaneSettings, noSettings } from '../../src/layout/laneSettings.js';
import type { TraceHeader } from '../../src/trace/header.js';

export type TabName = 'state' | 'steps' | 'table' | 'find';

export interface ViewState {
  /** Which run it belongs to; see `runKey`. */
  readonly run: string;
  /** Number of events before the cursor; null while it follows the end. */
  readonly cursor: number | null;
  readonly from: number;
  readonly to: number;
  readonly axisMode: AxisMode;
  readonly tab: TabName;
  /** Pixels scrolled down in the lanes. */
  readonly scrollPx: number;
  readonly lanes: LaneSettings;
  readonly bookmarks: readonly number[];
  readonly selectedLane: string;
  readonly speed: number;
}

/** The same for two pages of one run, and different for runs of which only the number is the same. */
export function runKey(run: number, header: TraceHeader): string {
  const { program, mode, seed, variant, files } = header;
  return JSON.stringify([run, program, mode, seed, variant, files.map((file) => file.hash)]);
}

/** What was kept, if it was kept by this version of the page for this run. */
export function viewStateOf(kept: unknown, run: string): ViewState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const state = kept as Partial<ViewState>;
  const { from, to, cursor, lanes } = state;
  const fits =
    state.run === run &&
    isNumber(from) &&
    isNumber(to) &&
    from < to &&
    (cursor === null || isNumber(cursor)) &&
    isNumber(state.scrollPx) &&
    isNumber(state.speed) &&
    Array.isArray(state.bookmarks) &&
    typeof state.axisMode === 'string' &&
    typeof state.tab === 'string' &&
    typeof state.selectedLane === 'string' &&
    Object.keys(noSettings).every((name) => Array.isArray(lanes?.[name as keyof LaneSettings]));
  return fits ? (state as ViewState) : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
