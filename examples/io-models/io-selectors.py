"""An echo server of one thread: each socket is registered with the function to call when it can be read."""

import selectors
import socket
import threading
import time

selector = selectors.DefaultSelector()
served = 0


def client(port, text, seconds):
    time.sleep(seconds)
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(text.encode())
        print(f"hears: {connection.recv(100).decode()}")


def accept(server):
    connection, _ = server.accept()
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, echo)


def echo(connection):
    global served
    data = connection.recv(100)
    if data:
        connection.sendall(b"echo " + data)
        return
    selector.unregister(connection)
    connection.close()
    served += 1


def main():
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    port = server.getsockname()[1]
    selector.register(server, selectors.EVENT_READ, accept)
    threading.Thread(name="anna", target=client, args=(port, "hello", 1)).start()
    threading.Thread(name="ben", target=client, args=(port, "good day", 2)).start()

    while served < 2:
        for key, _ in selector.select():
            key.data(key.fileobj)  # the callback of whoever is ready
    selector.unregister(server)
    server.close()
    print(served)


if __name__ == "__main__":
    main()
