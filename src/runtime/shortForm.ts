/** A short form of a value for the picture, and a whole one for print. Neither ever runs code of the program's. */
import { SharedObject } from './sharedObject.js';

/** Characters of a short form. */
const longest = 40;

interface Limits {
  readonly depth: number;
  readonly elements: number;
  readonly fields: number;
  readonly characters: number;
}
const short: Limits = { depth: 2, elements: 8, fields: 6, characters: longest };
const whole: Limits = { depth: 20, elements: 1000, fields: 1000, characters: 100_000 };

export function shortForm(value: unknown): string {
  const text = typeof value === 'string' ? value : form(value, short, short.depth);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** As print shows it: texts as they are, lists and objects with all that is in them. */
export function wholeForm(value: unknown): string {
  return typeof value === 'string' ? value : form(value, whole, whole.depth);
}

function form(value: unknown, limits: Limits, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, limits.characters));
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof SharedObject) return `<${value.constructor.name}>`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth === 0) return '…';
  const list = (items: Iterable<unknown>): string =>
    cut([...items], limits.elements)
      .map((item) => form(item, limits, depth - 1))
      .join(', ');
  if (Array.isArray(value)) return `[${list(value as unknown[])}]`;
  if (value instanceof Set) return `{${list(value)}}`;
  if (value instanceof Map) {
    const pairs = cut([...value], limits.elements).map(
      ([key, item]) => `${form(key, limits, depth - 1)} => ${form(item, limits, depth - 1)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return `{${fields(value, limits, depth)}}`;
}

function fields(value: object, limits: Limits, depth: number): string {
  const own = cut(Object.entries(Object.getOwnPropertyDescriptors(value)), limits.fields);
  return own
    .map(([key, field]) => `${key}: ${'value' in field ? form(field.value, limits, depth - 1) : '…'}`)
    .join(', ');
}

function cut<T>(items: readonly T[], most: number): readonly T[] {
  return items.length <= most ? items : items.slice(0, most);
}
