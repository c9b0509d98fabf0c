/** The workspace's locks for hover, and their order for the graph. */
import type { LockInfo, LockOrderEdge } from '../analyse.js';
import type { Finding } from '../finding.js';
import { orderEdges } from './lockOrder.js';
import { lastSite } from './report.js';
import type { World } from './world.js';

export function lockInfos(world: World): LockInfo[] {
  const infos = new Map<
    string,
    LockInfo & { taken: LockInfo['taken'][number][]; thenTaken: LockInfo['thenTaken'][number][] }
  >();
  for (const { node, effect } of world.own('acquire')) {
    if (!effect.lock.typed) continue;
    const mention = world.mention(effect.lock);
    const info = infos.get(mention.id) ?? { ...mention, taken: [], thenTaken: [] };
    infos.set(mention.id, info);
    const site = lastSite(effect.steps);
    const location = site && world.locate(site);
    if (location) info.taken.push({ ...location, function: world.functionName(node.id) });
  }
  for (const edge of orderEdges(world)) {
    const site = lastSite(edge.effect.steps);
    const location = site && world.locate(site);
    const to = world.mention(edge.effect.lock);
    if (location) infos.get(world.mention(edge.held.lock).id)?.thenTaken.push({ ...location, lock: to.id });
  }
  return [...infos.values()];
}

export function lockOrderEdges(world: World, findings: readonly Finding[]): LockOrderEdge[] {
  const cycles = findings
    .filter((finding) => finding.rule === 'lock-order-inversion')
    .map((finding) => new Set(finding.locks.map((lock) => lock.id)));
  return orderEdges(world).flatMap((edge) => {
    const site = lastSite(edge.effect.steps);
    const at = site && world.locate(site);
    if (!at) return [];
    const from = world.mention(edge.held.lock).id;
    const to = world.mention(edge.effect.lock).id;
    return [{ from, to, at, inCycle: cycles.some((cycle) => cycle.has(from) && cycle.has(to)) }];
  });
}
