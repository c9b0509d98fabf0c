"""Ten processes report to one dict and one list, which live in an eleventh process, the manager."""

from multiprocessing import Manager, Process


def report(station, votes, arrivals):
    votes[station] = station * station
    arrivals.append(station)


def main():
    with Manager() as manager:
        votes = manager.dict()
        arrivals = manager.list()
        stations = [Process(name=f"station-{n}", target=report, args=(n, votes, arrivals)) for n in range(10)]
        for station in stations:
            station.start()
        for station in stations:
            station.join()
        print(f"{len(votes)} stations, {sum(votes.values())} votes")


if __name__ == "__main__":
    main()
