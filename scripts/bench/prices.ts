/** What is included a month, and what more of it costs. Dollars; `per` = how many for that price. */
interface Price {
  included: number
  per: number
  dollars: number
}

/**
 * Cloudflare's prices of the paid plan, as its documentation gave them on 2026-11-23:
 * https://developers.cloudflare.com/workers/platform/pricing/ · https://developers.cloudflare.com/d1/platform/pricing/
 * https://developers.cloudflare.com/queues/platform/pricing/
 */
export const prices = {
  plan: 5,
  requests: { included: 10e6, per: 1e6, dollars: 0.3 },
  cpuMs: { included: 30e6, per: 1e6, dollars: 0.02 },
  /** A message is written, read and deleted: three operations; a retry is one more read. */
  queueOperations: { included: 1e6, per: 1e6, dollars: 0.4 },
  rowsRead: { included: 25e9, per: 1e6, dollars: 0.001 },
  rowsWritten: { included: 50e6, per: 1e6, dollars: 1 },
  storedGigabytes: { included: 5, per: 1, dollars: 0.75 },
} as const satisfies Record<string, Price | number>

export const operationsPerMessage = 3

export function dollarsFor({ included, per, dollars }: Price, used: number): number {
  return (Math.max(0, used - included) / per) * dollars
}
