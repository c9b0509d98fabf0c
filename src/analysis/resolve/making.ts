/** Where an object is made, as the program stands now. */
import type { Resolver } from './resolver.js';
import { type ObjectValue, objectsOf, type Site } from './value.js';

/**
 * Asked anew of the place where the object lives. Who uses an object is not looked at again when the call that makes it
 * only moves (`interfaceKey.ts`), so the site that an effect has kept may be the one before an edit.
 */
export function siteOfMaking(resolver: Resolver, object: ObjectValue): Site | undefined {
  const now = objectsOf(resolver.objectAt(object.place)).find(
    (each) => each.made && each.library === object.library && each.class === object.class,
  );
  return (now ?? object).made?.site;
}
