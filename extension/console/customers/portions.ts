/** As many customers as one request may name. */
const most = 200

export function portions(tenantIds: readonly string[]): string[][] {
  const count = Math.ceil(tenantIds.length / most)
  return Array.from({ length: count }, (_, at) => tenantIds.slice(at * most, (at + 1) * most))
}
