/** What an aimed search is steered for, and what came of it. Lines and names are the person's; sites and ids the program's. */
import { metWord, mostPlaces, reachedWord } from '../../explore/aimed.js';
import { strategyAt } from '../../runtime/memory.js';
import type { Finding } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import type { ProgramState } from '../../trace/state.js';
import type { Aim, AimReport } from './exploreApi.js';
import type { Judged } from './judge.js';

/** No place has this id. */
const noObject = -0x7fffffff;

export class Aiming {
  /** Sites of each of the aim's places. */
  readonly #sites: readonly (readonly number[])[];
  #objects: readonly number[];
  readonly #reached: number[];
  #steered = 0;
  #met = 0;

  constructor(
    readonly aim: Aim,
    { sites, files }: TraceHeader,
  ) {
    this.#sites = aim.places.map(({ file, line }) =>
      sites.flatMap((site, id) => (site.line === line && files[site.file]?.path === file ? [id] : [])),
    );
    this.#objects = aim.objects.map(() => noObject);
    this.#reached = [...aim.places, ...aim.objects].map(() => 0);
  }

  /** Lines that the program has no operation on: nobody can be held back there. */
  get unknownPlaces(): Aim['places'] {
    return this.aim.places.filter((_, i) => this.#sites[i]?.length === 0);
  }

  /** For the strategy `aimed`. */
  get parameters(): readonly number[] {
    const sites = this.#sites.flat().slice(0, mostPlaces);
    return [sites.length, ...sites, ...this.#objects.slice(0, mostPlaces)];
  }

  /** After a schedule: names are known only once their objects were made. */
  learnNames({ objects }: ProgramState): void {
    this.#objects = this.aim.objects.map(
      (name) => objects.find((each) => each?.name === name)?.id ?? noObject,
    );
  }

  /** Counts what a steered schedule came to. */
  count(words: Int32Array): void {
    this.#steered++;
    if ((words[strategyAt + metWord] as number) > 0) this.#met++;
    let at = strategyAt + reachedWord;
    // A line may have several sites, an object is one place.
    [...this.#sites, ...this.#objects].forEach((of, i) => {
      const end = at + (typeof of === 'number' ? 1 : of.length);
      if (words.subarray(at, end).includes(1)) this.#reached[i] = (this.#reached[i] as number) + 1;
      at = end;
    });
  }

  get report(): AimReport {
    const { places, objects } = this.aim;
    return {
      steered: this.#steered,
      met: this.#met,
      places: places.map((place, i) => ({ ...place, reached: this.#reached[i] ?? 0 })),
      objects: objects.map((name, i) => ({ name, reached: this.#reached[places.length + i] ?? 0 })),
    };
  }

  /** What of a schedule's findings is about these places. */
  concerned(ran: Judged): Judged {
    const findings = ran.findings.filter((finding) => this.#concerns(finding));
    const outcome =
      ran.outcome === 'failed' && !this.#wants('uncaught-exception') ? 'completed' : ran.outcome;
    return { ...ran, findings, outcome };
  }

  #concerns(finding: Finding): boolean {
    if (!this.#wants(finding.kind)) return false;
    if (finding.kind === 'uncaught-exception') return true;
    const sites = new Set(this.#sites.flat());
    return numbersIn(finding, 'site').some((site) => sites.has(site)) || this.#isAboutObject(finding);
  }

  #isAboutObject(finding: Finding): boolean {
    return numbersIn(finding, 'object').some((object) => this.#objects.includes(object));
  }

  #wants(kind: Finding['kind']): boolean {
    const { kinds } = this.aim;
    return kinds.length === 0 || kinds.includes(kind);
  }
}

const fieldsOf = {
  site: ['site', 'holdsSite', 'waitsSite', 'notifySite', 'waitSite'],
  object: ['object', 'holds', 'waitsFor'],
} as const;

/** Every site or object that a finding names, however deep. */
function numbersIn(value: unknown, what: keyof typeof fieldsOf): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    if (typeof field !== 'number') return numbersIn(field, what);
    return (fieldsOf[what] as readonly string[]).includes(key) ? [field] : [];
  });
}
