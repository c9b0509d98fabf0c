"""Three thumbnails again, this time with a class: extend Process and override run()."""

import time
from multiprocessing import Process


class Resizer(Process):
    def __init__(self, photo):
        super().__init__(name=photo)
        self.photo = photo

    def run(self):
        print(f"{self.photo} begins", flush=True)
        time.sleep(1)
        print(f"{self.photo} is done", flush=True)


def main():
    resizers = [Resizer("beach.jpg"), Resizer("forest.jpg"), Resizer("city.jpg")]
    for resizer in resizers:
        resizer.start()  # start(), not run(): run() would do the work right here
    for resizer in resizers:
        resizer.join()
    print("page shown")


if __name__ == "__main__":
    main()
