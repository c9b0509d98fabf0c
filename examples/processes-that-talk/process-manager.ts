// Ten polling stations, each a process, report to one dict and one list. A
// process has no memory in common with another: dict and list live in an
// eleventh process, the manager, and every call goes there and back.
import { print } from 'threadlanes';
import { type DictProxy, type ListProxy, Manager, Process } from 'threadlanes/multiprocessing';

export function report(station: number, votes: DictProxy<number, number>, arrivals: ListProxy<number>) {
  votes.set(station, station * station);
  arrivals.append(station);
}

export function main() {
  const manager = Manager();
  const votes = manager.dict<number, number>();
  const arrivals = manager.list<number>();
  const stations = Array.from(
    { length: 10 },
    (_, n) => new Process({ name: `station-${n}`, target: report, args: [n, votes, arrivals] }),
  );
  for (const station of stations) station.start();
  for (const station of stations) station.join();

  const total = votes.values().reduce((sum, count) => sum + count, 0);
  print(`${votes.length} stations, ${total} votes`);
  return { votes: votes.items(), arrivals: arrivals.copy() };
}
