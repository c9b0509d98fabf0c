/** Keeps, of findings about the same place, the one with the shortest story: callers only repeat what a callee shows. */
import type { Finding } from '../finding.js';
import type { Site } from '../resolve/value.js';

export class Best {
  readonly #found = new Map<string, { readonly finding: Finding; readonly length: number }>();

  /** `steps` lead to what the finding is about: findings with the same last step are one. */
  add(findings: readonly Finding[], steps: readonly Site[]): void {
    const end = steps[steps.length - 1];
    for (const finding of findings) {
      const key = `${finding.rule} ${end?.function}@${end?.start} ${finding.locks.map((lock) => lock.name).join()}`;
      const known = this.#found.get(key);
      if (!known || known.length > steps.length) this.#found.set(key, { finding, length: steps.length });
    }
  }

  get findings(): Finding[] {
    return [...this.#found.values()].map((each) => each.finding);
  }
}
