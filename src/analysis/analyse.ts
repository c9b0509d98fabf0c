/**
 * The detector over a workspace: files in, findings out. Keeps what it has worked out and recomputes, after a change,
 * what depends on it. Pure: reads no file and knows no editor.
 */
import { Summaries } from './effects/summaries.js';
import type { Finding, Location } from './finding.js';
import type { FrontEnd } from './frontEnd.js';
import type { ModuleModel } from './model/module.js';
import { simpleName, spell } from './model/spelling.js';
import { affectedBy } from './resolve/affected.js';
import { changedNames } from './resolve/interfaceKey.js';
import { rethoughtOverrides } from './resolve/overrides.js';
import type { FunctionId } from './resolve/place.js';
import { type ModuleNode, Program } from './resolve/program.js';
import { Resolver } from './resolve/resolver.js';
import { lockInfos, lockOrderEdges } from './rules/lockInfo.js';
import { rules } from './rules/rules.js';
import { World } from './rules/world.js';
import { RootSet } from './threads/rootSet.js';
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
  /** Of these, those to whom something else may be told now by others. */
  readonly #told = new Set<FunctionId>();
  /** With the versions of all that it was made from. */
  #threads: { readonly state: string; readonly set: RootSet } | undefined;
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
    for (const each of this.#basesIn(after, before?.model)) bases.add(each);
    const names = before && after && changedNames(before.interface, after.interface);
    if (before && after && names) {
      this.#touch(path, changedFunctions(before, after), false);
      if (names.size === 0) return;
      const overriding = rethoughtOverrides(this.#resolver, before, after);
      for (const { module, model } of overriding) {
        bases.add(module.path);
        for (const { name } of model.attributes) names.add(name);
      }
      if (this.#touchByName(names, new Set([path, ...this.#program.dependents(path), ...bases]))) return;
    }
    for (const each of new Set([path, ...this.#program.dependents(path), ...bases])) this.#touch(each);
    if (!before || !after) this.#rethinkImports();
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

  /** Under these names something else is told now; false if that is not to be followed by name. */
  #touchByName(names: ReadonlySet<string>, paths: ReadonlySet<string>): boolean {
    const modules = [...paths].flatMap((each) => this.#program.modules.get(each) ?? []);
    const affected = affectedBy(names, modules);
    for (const [path, functions] of affected ?? []) {
      if (functions.size === 0) continue;
      this.#touch(path, functions);
      for (const id of functions) this.#told.add(id);
    }
    return affected !== undefined;
  }

  /** Some functions of a module have changed, or all that is known of it. */
  #touch(path: string, functions?: ReadonlySet<FunctionId>, isTold = true): void {
    this.#resolver.forget(path, functions, isTold);
    const known = this.#changed.get(path);
    const all = !functions || (this.#changed.has(path) && !known);
    this.#changed.set(path, all ? undefined : new Set([...(known ?? []), ...functions]));
    this.#world = undefined;
    this.#findings = undefined;
  }

  /** The modules whose methods may call methods of this one's classes: asked once there is something to keep up to date. */
  #basesIn(module: ModuleNode | undefined, other: ModuleModel | undefined): Set<string> {
    if (!module || !this.#isAsked || hierarchyKey(module.model) === (other && hierarchyKey(other)))
      return new Set();
    const subclasses = module.classes.filter((each) => each.model.bases.length > 0);
    const bases = subclasses.flatMap((each) => this.#resolver.lineage(each).classes);
    return new Set(bases.map((each) => each.module.path));
  }

  /** A file that comes or goes may be what an import of any other file means. */
  #rethinkImports(): void {
    for (const path of this.#program.forgetImports()) this.#touch(path);
  }

  #worldNow(): World {
    if (this.#world) return this.#world;
    this.#isAsked = true;
    this.#summaries.update(this.#changed, this.#told);
    this.#changed.clear();
    this.#told.clear();
    this.#world = new World(this.#program, this.#resolver, this.#summaries, this.#threadsNow());
    return this.#world;
  }

  #threadsNow(): RootSet {
    const { version, calls } = this.#summaries;
    const state = `${version} ${calls.version} ${this.#resolver.version}`;
    if (this.#threads?.state !== state)
      this.#threads = { state, set: new RootSet(rootsOf(this.#spawns), this.#resolver) };
    return this.#threads.set;
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

/** The functions with another body than before, and those that may begin as the code around them says. */
function changedFunctions(before: ModuleNode, after: ModuleNode): Set<FunctionId> {
  const bodies = new Map(before.functions.map((node) => [node.id, node.model.body]));
  const changed = new Set<FunctionId>();
  for (const node of after.functions) {
    const isArgument = simpleName(node.model.name).startsWith('<') && node.model.parameters.length > 0;
    const isChanged = bodies.get(node.id) !== node.model.body;
    if (isChanged || (isArgument && node.parent && changed.has(node.parent.id))) changed.add(node.id);
  }
  return changed;
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
