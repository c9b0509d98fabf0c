"""Two greenlets that hand over to each other by name (pip install greenlet)."""

from greenlet import greenlet


def run_ping():
    print(12)
    pong.switch()
    print(34)
    pong.switch()


def run_pong():
    print(56)
    ping.switch()
    print(78)


ping = greenlet(run_ping)
pong = greenlet(run_pong)


def main():
    ping.switch()
    ping.switch()  # it stands at its second switch: let it come to its end


if __name__ == "__main__":
    main()
