/** Copies of parts of the lock model that stand elsewhere in their file. */
import type { ClassModel, FunctionModel } from '../model/module.js';
import { originOf } from '../model/module.js';

/** A statement, an expression or a list of them with all offsets moved. What has no offsets stays the same object. */
export function moved<T>(value: T, by: number): T {
  if (by === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return movedList(value, by) as T;
  const entries = Object.entries(value);
  const others = entries.map(([key, inner]): [string, unknown] => [
    key,
    key === 'start' || key === 'end' ? inner + by : moved(inner, by),
  ]);
  const isSame = others.every(([, other], index) => other === entries[index]?.[1]);
  return isSame ? value : (Object.fromEntries(others) as T);
}

function movedList(list: readonly unknown[], by: number): readonly unknown[] {
  const copy = list.map((each) => moved(each, by));
  return copy.every((each, index) => each === list[index]) ? list : copy;
}

/** The body stays as it is and counts from where it was lowered; so do the parameters of a function inside another. */
export function movedFunction(model: FunctionModel, by: number): FunctionModel {
  if (by === 0) return model;
  const { start, end, parameters } = model;
  return {
    ...model,
    start: start + by,
    end: end + by,
    origin: originOf(model),
    parameters: model.parent === 0 ? moved(parameters, by) : parameters,
  };
}

export function movedClass(model: ClassModel, by: number): ClassModel {
  if (by === 0) return model;
  const { start, end } = model;
  return model.parent === 0 ? moved(model, by) : { ...model, start: start + by, end: end + by };
}
