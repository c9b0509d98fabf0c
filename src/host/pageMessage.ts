/** Messages of the page, checked: it is the one place where something of less trust speaks to the host. */
import { offers, type ToFollowing } from '../protocol/followed.js';
import type { PageToHost } from '../protocol/page.js';

type Fields = Readonly<Record<string, unknown>>;

/** A picture of more bytes is none. */
const mostPictureBytes = 200_000_000;
/** A run has at most 128 threads that live; a page that sends many more marks is not ours. */
const mostMarks = 10_000;

/** The message, or undefined if it is none that a page may send. */
export function checkedMessage(value: unknown): PageToHost | undefined {
  if (!isFields(value)) return undefined;
  const { type, run, site, mode, seed, variant } = value;
  if (type === 'ready') return { type };
  if (type === 'again' && (mode === 'live' || mode === 'controlled') && isCount(seed) && isCount(variant))
    return { type, mode, seed, variant };
  const toFollowing = checkedFollowing(value);
  if (toFollowing) return toFollowing;
  if (!isCount(run)) return undefined;
  if (type === 'stop') return { type, run };
  if ((type === 'reveal' || type === 'hover') && isCount(site)) return { type, run, site };
  if (type === 'marks' && isCount(value.step)) return checkedMarks(run, value.marks, value.step);
  if (type === 'export') return checkedExport(run, value.format);
  return type === 'picture' ? checkedPicture(run, value) : undefined;
}

function checkedFollowing({ type, on, offer }: Fields): ToFollowing | undefined {
  if (type === 'full') return { type };
  if (type === 'switch' && typeof on === 'boolean') return { type, on };
  const known = offers.find((each) => each === offer);
  return type === 'offer' && known ? { type, offer: known } : undefined;
}

function checkedMarks(run: number, marks: unknown, step: number): PageToHost | undefined {
  if (!Array.isArray(marks) || marks.length > mostMarks) return undefined;
  const checked = marks.flatMap((mark: unknown) =>
    isFields(mark) && isCount(mark.thread) && isCount(mark.site)
      ? [{ thread: mark.thread, site: mark.site }]
      : [],
  );
  return { type: 'marks', run, marks: checked, step };
}

function checkedExport(run: number, format: unknown): PageToHost | undefined {
  const known = (['html', 'chrome', 'json', 'trace'] as const).find((each) => each === format);
  return known && { type: 'export', run, format: known };
}

/** Bytes that begin as such a picture does. */
function checkedPicture(run: number, { format, bytes }: Fields): PageToHost | undefined {
  if (!(bytes instanceof Uint8Array) || bytes.length > mostPictureBytes) return undefined;
  const isPng = format === 'png' && bytes[0] === 0x89 && bytes[1] === 0x50;
  const isSvg = format === 'svg' && new TextDecoder().decode(bytes.subarray(0, 4)) === '<svg';
  if (isPng) return { type: 'picture', run, format: 'png', bytes };
  return isSvg ? { type: 'picture', run, format: 'svg', bytes } : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
