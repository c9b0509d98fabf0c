"""Three processes put what they find out into a queue, and their parent gets it in the order in which they get ready."""

from multiprocessing import Process, Queue


def find_price(n, prices):
    prices.put(n * n + 1)


def main():
    prices = Queue()
    engines = [Process(name=f"engine-{n}", target=find_price, args=(n, prices)) for n in range(3)]
    for engine in engines:
        engine.start()

    found = [prices.get() for _ in engines]  # first empty the queue, then join
    for engine in engines:
        engine.join()
    print(f"cheapest of {len(found)}: {min(found)}")


if __name__ == "__main__":
    main()
