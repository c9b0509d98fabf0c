/** Which object an operation locks: its receiver, an element of it that an argument names, or one of the library's. */
import type { ArgumentPlace, Exemption, Keyed } from '../model/library.js';
import { argumentAt, constantOf } from './arguments.js';
import { fieldOf, placeAt } from './place.js';
import type { GivenArgument, ObjectValue } from './value.js';

/** Nothing when there is no such object, or when an argument says that nobody is kept out. */
export function lockedObject(
  operation: Keyed,
  receiver: ObjectValue | undefined,
  args: readonly GivenArgument[],
): ObjectValue | undefined {
  if (isExempt(args, operation.unless)) return undefined;
  const home = receiver ?? objectOfLibrary(operation);
  if (!home || !operation.key) return home;
  return { ...home, place: fieldOf(home.place, keyAt(args, operation.key)) };
}

/** A lock that belongs to no object of the program: the same for every file. */
function objectOfLibrary({ lock }: Keyed): ObjectValue | undefined {
  if (lock === undefined) return undefined;
  return { kind: 'object', place: placeAt({ kind: 'module', path: '', name: lock }), library: lock };
}

function keyAt(args: readonly GivenArgument[], place: ArgumentPlace): string {
  const constant = constantOf(argumentAt(args, place));
  return constant ? `[${constant.value}]` : '[]';
}

export function isExempt(
  args: readonly GivenArgument[],
  exemptions: readonly Exemption[] | undefined,
): boolean {
  return (exemptions ?? []).some((exemption) => {
    const argument = argumentAt(args, exemption);
    if (!argument) return false;
    const constant = constantOf(argument);
    if (exemption.value !== undefined) return !constant || constant.value === exemption.value;
    return !constant || Boolean(constant.value);
  });
}
