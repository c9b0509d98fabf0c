"""A video converter hangs and is ended; a daemon ends with its parent."""

import time
from multiprocessing import Process


def convert():
    time.sleep(60)
    print("converted", flush=True)  # never: it is ended before


def watch_disk():
    for i in range(1, 101):
        time.sleep(1)
        print(f"disk looked at: {i}", flush=True)


def show(moment, process):
    alive = "alive" if process.is_alive() else "not alive"
    exit_code = "none" if process.exitcode is None else process.exitcode
    print(f"{moment}: {alive}, exit code {exit_code}", flush=True)


def main():
    converter = Process(name="converter", target=convert)
    watcher = Process(name="watcher", target=watch_disk, daemon=True)
    show("made", converter)
    converter.start()
    watcher.start()
    show("started", converter)

    converter.join(2.5)  # waits for 2.5 s at most; whether it has ended, one has to ask
    show("after waiting", converter)

    converter.terminate()  # it has no chance to tidy up
    converter.join()  # now it is gone, and its exit code is there: minus the number of the signal
    show("terminated", converter)


if __name__ == "__main__":
    main()
