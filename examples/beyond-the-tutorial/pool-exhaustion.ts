// A travel site has a pool of two threads. To put a trip together, a task asks
// the same pool for a flight and waits for it. With two trips at once both
// threads wait for flights, and nobody is left who could look for one. Tasks
// that others wait for go to a pool of their own.
import { print, sleep, ThreadPoolExecutor } from 'threadlanes';

const trips = new ThreadPoolExecutor(2, 'trips');
const flights = new ThreadPoolExecutor(2, 'flights');

export function findFlight(city: string) {
  sleep(1);
  return `flight to ${city}`;
}

export function planInSamePool(city: string) {
  sleep(0.5); // finds a hotel
  return trips.submit(findFlight, city).result(); // waits for a task of the pool that it takes a thread of
}

export function planWithOtherPool(city: string) {
  sleep(0.5);
  return flights.submit(findFlight, city).result();
}

export function main(variant: 'one-pool' | 'two-pools') {
  const plan = variant === 'two-pools' ? planWithOtherPool : planInSamePool;
  const plans = ['Lima', 'Oslo'].map((city) => trips.submit(plan, city));
  for (const trip of plans) print(trip.result());
}
