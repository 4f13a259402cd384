const weekMs = 7 * 24 * 3_600_000
/** A tenant that was read completely just now waits for the slot after this. */
const leastMs = 24 * 3_600_000

/** The tenant's own moment of the week, so that a fleet's full rounds are spread over it. */
export function nextFullAt(tenantId: string, tick: number): number {
  const offset = (fnv(tenantId) / 2 ** 32) * weekMs
  const earliest = tick + leastMs
  return Math.ceil((earliest - offset) / weekMs) * weekMs + Math.floor(offset)
}

/** FNV-1a: small, even, and the same everywhere. */
export function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
