/** A short form of a value for the picture: at most 40 characters, never runs code of the program's. */
import { SharedObject } from './sharedObject.js';

const longest = 40;

export function shortForm(value: unknown): string {
  const text = form(value, 2);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function form(value: unknown, depth: number): string {
  if (typeof value === 'string') return depth === 2 ? value : JSON.stringify(value.slice(0, longest));
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof SharedObject) return `<${value.constructor.name}>`;
  if (depth === 0) return '…';
  if (Array.isArray(value))
    return `[${value
      .slice(0, 8)
      .map((item) => form(item, depth - 1))
      .join(', ')}]`;
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name}(${value.size})`;
  const fields = Object.entries(Object.getOwnPropertyDescriptors(value)).slice(0, 6);
  return `{${fields.map(([key, field]) => `${key}: ${'value' in field ? form(field.value, depth - 1) : '…'}`).join(', ')}}`;
}
