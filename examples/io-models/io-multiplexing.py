"""I/O multiplexing: one thread watches many sockets with select. Three clients send something and want no answer."""

import select
import socket
import threading
import time


def client(port, text, seconds):
    time.sleep(seconds)
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(text.encode())


def main():
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    for text, seconds in (("one", 1), ("two", 1), ("three", 2)):
        threading.Thread(name=text, target=client, args=(port, text, seconds)).start()

    watched = [server]
    heard = []
    while len(heard) < 3:
        readable, _, _ = select.select(watched, [], [])  # blocks until something can be read
        print(f"{len(readable)} readable")
        for each in readable:
            if each is server:
                watched.append(server.accept()[0])
            elif data := each.recv(100):
                heard.append(data.decode())
            else:  # the client has closed
                watched.remove(each)
    print(sorted(heard))


if __name__ == "__main__":
    main()
