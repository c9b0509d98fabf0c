"""Three hikers of different pace: nobody sets out on a leg before all have come to the end of the one before."""

import threading
import time

hut = threading.Barrier(3)


def hike(hours_per_leg):
    for leg in range(1, 4):
        print(f"sets out on leg {leg}")
        time.sleep(hours_per_leg)
        print(f"ends leg {leg}")
        hut.wait()  # until all three are there


def main():
    hikers = [
        threading.Thread(name=name, target=hike, args=(hours,))
        for name, hours in (("anna", 0.5), ("ben", 1), ("carla", 1.5))
    ]
    for hiker in hikers:
        hiker.start()
    for hiker in hikers:
        hiker.join()


if __name__ == "__main__":
    main()
