"""A barber sleeps while nobody comes; two customers can wait, and who finds no chair goes away again."""

import threading
import time

customers = threading.Semaphore(0)  # customers who wait; the barber sleeps while there is none
barber_ready = threading.Semaphore(0)
door = threading.Lock()  # only one at a time looks for a free chair
free_chairs = 2


def cut_hair():
    global free_chairs
    while True:
        customers.acquire()  # sleeps until somebody comes
        with door:
            free_chairs += 1  # the customer gets up from the waiting chair
        barber_ready.release()
        time.sleep(2)  # cuts


def visit(arrival):
    global free_chairs
    time.sleep(arrival)
    with door:
        if free_chairs == 0:
            print("goes away: no chair is free")
            return
        free_chairs -= 1
        customers.release()  # the bell
    barber_ready.acquire()  # waits for the barber
    print("gets a haircut")


def main():
    threading.Thread(name="barber", target=cut_hair, daemon=True).start()
    visits = [
        threading.Thread(name=f"customer-{i}", target=visit, args=(arrival,))
        for i, arrival in enumerate((1, 1.5, 2, 2.5, 7), start=1)
    ]
    for customer in visits:
        customer.start()
    for customer in visits:
        customer.join()


if __name__ == "__main__":
    main()
