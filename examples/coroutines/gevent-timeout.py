"""Three questions and 2 s of patience: whoever was in time has a value, the slow one has none (pip install gevent)."""

import time

import gevent


def ask(server, seconds):
    gevent.sleep(seconds)
    return f"answer of {server}"


def main():
    begin = time.perf_counter()
    greenlets = [gevent.spawn(ask, "near", 0.5), gevent.spawn(ask, "far", 1.5), gevent.spawn(ask, "moon", 10)]
    done = gevent.joinall(greenlets, timeout=2)
    print(f"{len(done)} answered in time")
    print(time.perf_counter() - begin, [each.value for each in greenlets])


if __name__ == "__main__":
    main()
