"""One key to a meeting room, and the ways to ask for it: waiting, only looking, and waiting for at most a second."""

import threading
import time

key = threading.Lock()


def anna():
    with key:  # waits until it is free; whatever happens, the key goes back
        print("anna has the key")
        time.sleep(3)


def ben():
    time.sleep(1)
    with key:
        print("ben has the key")
        time.sleep(1)


def carla():
    time.sleep(1.5)
    got = key.acquire(blocking=False)  # does not wait
    print("carla has the key" if got else "carla finds it taken")
    if got:
        key.release()


def dora():
    time.sleep(1.5)
    got = key.acquire(timeout=1)  # waits for a second at most
    print("dora has the key" if got else "dora gives up")
    if got:
        key.release()


def main():
    people = [threading.Thread(name=target.__name__, target=target) for target in (anna, ben, carla, dora)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    print(f"is it taken? {str(key.locked()).lower()}")


if __name__ == "__main__":
    main()
