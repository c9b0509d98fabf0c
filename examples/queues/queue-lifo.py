"""A pile of plates: what is put last lies on top, and is taken first."""

import queue

pile = queue.LifoQueue()


def main():
    for plate in (34, 56, 12):
        pile.put(plate)
    taken = []
    while not pile.empty():
        taken.append(pile.get())
    print(f"taken: {', '.join(map(str, taken))}")


if __name__ == "__main__":
    main()
