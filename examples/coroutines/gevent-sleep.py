"""Two greenlets in one thread: while one sleeps the other one goes on (pip install gevent)."""

import gevent


def eat(who):
    print(f"{who} eats")
    gevent.sleep(2)
    print(f"{who} eats again")


def play(who):
    print(f"{who} plays")
    gevent.sleep(5)
    print(f"{who} plays again")


def main():
    gevent.joinall([gevent.spawn(eat, "Anna"), gevent.spawn(play, "Ben")])
    print("main is done")


if __name__ == "__main__":
    main()
