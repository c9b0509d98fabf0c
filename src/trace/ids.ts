/** Branded numbers, so that a thread's id is never taken for an object's. Zero means none in all of them. */
declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

export type ThreadId = Branded<'ThreadId'>;
export type ObjectId = Branded<'ObjectId'>;
export type SiteId = Branded<'SiteId'>;
/** Position of an event in the trace, from 0. */
export type Seq = Branded<'Seq'>;
/** Whole nanoseconds since the start of the run (exact up to 104 days in a float64). */
export type Nanoseconds = Branded<'Nanoseconds'>;
