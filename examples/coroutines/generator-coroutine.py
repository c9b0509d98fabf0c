"""Producer and consumer in one thread, without a lock: a generator stands still at its yield until it is sent something."""


def consume():
    answer = ""
    try:
        while True:
            item = yield answer
            print(f"[consumer] eats {item}")
            answer = f"thanks for {item}"
    finally:
        print("[consumer] was closed")


def main():
    consumer = consume()
    consumer.send(None)  # up to its first yield
    for n in range(1, 6):
        print(f"[producer] bakes {n}")
        print(f'[producer] hears "{consumer.send(n)}"')
    consumer.close()


if __name__ == "__main__":
    main()
