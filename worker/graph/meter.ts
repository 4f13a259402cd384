/**
 * What requests to Graph cost: how many left (repeated ones included, a batch as one), the resource units that the
 * answers and the members of batches name (`x-ms-resource-unit`; none = 0), and how close to its limit the application
 * is in the tenant: the highest `x-ms-throttle-limit-percentage`, a share that stands on an answer from 0.8 on. 1.0 is
 * the limit, 0 = far from it.
 * https://learn.microsoft.com/graph/throttling
 */
export interface Meter {
  requests: number
  units: number
  load: number
}

/** What earlier deliveries of the same run cost. */
export type Spent = Pick<Meter, 'requests' | 'units'>

/** Goes on from what was spent; the load is always that of now. */
export function createMeter({ requests, units }: Spent = { requests: 0, units: 0 }): Meter {
  return { requests, units, load: 0 }
}

export function spentOf({ requests, units }: Meter): Spent {
  return { requests, units }
}

/** Counts what an answer's headers (asked for in lower case) say of it. */
export function noteAnswer(meter: Meter, headerOf: (name: string) => string | null): void {
  const units = headerOf('x-ms-resource-unit') ?? ''
  if (/^\d{1,6}$/.test(units)) meter.units += Number(units)
  const load = Number(headerOf('x-ms-throttle-limit-percentage') ?? 0)
  if (load > meter.load) meter.load = load
}
