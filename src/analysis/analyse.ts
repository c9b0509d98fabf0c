/**
 * The detector over a workspace: files in, findings out. Keeps what it has worked out and recomputes, after a change,
 * what depends on it. Pure: reads no file and knows no editor.
 */
import { Summaries } from './effects/summaries.js';
import type { Finding, Location } from './finding.js';
import type { FrontEnd } from './frontEnd.js';
import type { ModuleModel } from './model/module.js';
import { spell } from './model/spelling.js';
import type { FunctionId } from './resolve/place.js';
import { type ModuleNode, Program } from './resolve/program.js';
import { Resolver } from './resolve/resolver.js';
import { lockInfos, lockOrderEdges } from './rules/lockInfo.js';
import { rules } from './rules/rules.js';
import { World } from './rules/world.js';
import { rootsOf } from './threads/roots.js';
import { SpawnedRoots } from './threads/spawned.js';

/** One lock of the workspace, for hover. */
export interface LockInfo {
  readonly id: string;
  readonly name: string;
  readonly declared?: Location;
  readonly taken: readonly (Location & { readonly function: string })[];
  /** Locks that are taken while it is held, with the place where that happens. */
  readonly thenTaken: readonly (Location & { readonly lock: string })[];
}

/** An edge of the lock-order graph: `to` is taken while `from` is held. */
export interface LockOrderEdge {
  readonly from: string;
  readonly to: string;
  readonly at: Location;
  /** Whether some cycle that was reported goes through it. */
  readonly inCycle: boolean;
}

export class Analyser {
  readonly #program: Program;
  readonly #resolver: Resolver;
  readonly #summaries: Summaries;
  readonly #spawns: SpawnedRoots;
  /** What has changed since the summaries were brought up to date: some functions of a module, or all of it. */
  readonly #changed = new Map<string, ReadonlySet<FunctionId> | undefined>();
  #world: World | undefined;
  #findings: readonly Finding[] | undefined;
  /** Whether anybody has asked for anything yet. */
  #isAsked = false;

  constructor(frontEnds: readonly FrontEnd[]) {
    this.#program = new Program(frontEnds);
    this.#resolver = new Resolver(this.#program);
    this.#summaries = new Summaries(this.#resolver);
    this.#spawns = new SpawnedRoots(this.#program, this.#summaries);
  }

  /** Gives or replaces a file's model; undefined takes the file away. Cheap: work is done when asked for findings. */
  setFile(path: string, model: ModuleModel | undefined): void {
    const before = this.#program.modules.get(path);
    if (model?.path !== undefined && model.path !== path)
      throw new Error(`the model of ${path} is of ${model.path}`);
    if (!model && !before) return;
    const bases = this.#basesIn(before, model);
    const after = model && this.#program.set(model);
    if (!after) this.#program.remove(path);
    this.#touch(path, before && after && changedFunctions(before, after));
    const appears = !before || !after;
    if (appears || before.interface.outside !== after.interface.outside)
      for (const dependent of this.#program.dependents(path)) this.#touch(dependent);
    if (appears) this.#rethinkImports();
    for (const each of [...bases, ...this.#basesIn(after, before?.model)])
      if (each !== path) this.#touch(each);
  }

  /** All findings that are not suppressed, by path, line and rule. */
  findings(): readonly Finding[] {
    this.#findings ??= eachOnce(
      sorted(this.#current().flatMap((finding) => (this.#isSuppressed(finding) ? [] : [finding]))),
    );
    return this.#findings;
  }

  locks(): readonly LockInfo[] {
    return lockInfos(this.#worldNow());
  }

  lockOrder(): readonly LockOrderEdge[] {
    return lockOrderEdges(this.#worldNow(), this.findings());
  }

  /** Some functions of a module have changed, or all that is known of it. */
  #touch(path: string, functions?: ReadonlySet<FunctionId>): void {
    this.#resolver.forget(path, functions);
    const known = this.#changed.get(path);
    const all = !functions || (this.#changed.has(path) && !known);
    this.#changed.set(path, all ? undefined : new Set([...(known ?? []), ...functions]));
    this.#world = undefined;
    this.#findings = undefined;
  }

  /** The modules whose methods may call methods of this one's classes: asked once there is something to keep up to date. */
  #basesIn(module: ModuleNode | undefined, other: ModuleModel | undefined): string[] {
    if (!module || !this.#isAsked || hierarchyKey(module.model) === (other && hierarchyKey(other))) return [];
    const subclasses = module.classes.filter((each) => each.model.bases.length > 0);
    const bases = subclasses.flatMap((each) => this.#resolver.lineage(each).classes);
    return [...new Set(bases.map((each) => each.module.path))];
  }

  /** A file that comes or goes may be what an import of any other file means. */
  #rethinkImports(): void {
    for (const path of this.#program.forgetImports()) this.#touch(path);
  }

  #worldNow(): World {
    if (this.#world) return this.#world;
    this.#isAsked = true;
    this.#summaries.update(this.#changed);
    this.#changed.clear();
    const roots = rootsOf(this.#spawns);
    this.#world = new World(this.#program, this.#resolver, this.#summaries, roots);
    return this.#world;
  }

  #current(): Finding[] {
    const world = this.#worldNow();
    return rules.flatMap((rule) => rule(world));
  }

  #isSuppressed(finding: Finding): boolean {
    const { suppressions } = this.#program.modules.get(finding.path)?.model ?? { suppressions: [] };
    return suppressions.some(
      ({ line, rules: named }) =>
        line === finding.range.line && (named.length === 0 || named.includes(finding.rule)),
    );
  }
}

/** The functions with another body than before; undefined if what others see of the module is another as well. */
function changedFunctions(before: ModuleNode, after: ModuleNode): Set<FunctionId> | undefined {
  if (before.interface.outside !== after.interface.outside) return undefined;
  if (before.interface.inside !== after.interface.inside) return undefined;
  const bodies = new Map(before.functions.map((node) => [node.id, node.model.body]));
  return new Set(
    after.functions.filter((node) => bodies.get(node.id) !== node.model.body).map((node) => node.id),
  );
}

/** What decides which methods are overridden. */
function hierarchyKey({ classes }: ModuleModel): string {
  return JSON.stringify(
    classes.map(({ name, bases, attributes }) => [
      name,
      bases.map(spell),
      attributes.map((each) => each.name),
    ]),
  );
}

/** Of findings that say the same of one line, the first. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const said = new Set<string>();
  return findings.filter(({ path, range, message }) => {
    const key = `${path}:${range.line} ${JSON.stringify(message)}`;
    return !said.has(key) && said.add(key);
  });
}

function sorted(findings: readonly Finding[]): Finding[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) => compare(a.path, b.path) || a.range.line - b.range.line || compare(a.rule, b.rule),
  );
}
