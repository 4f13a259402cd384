import type { PsaDefinition } from './psa.ts'
import syncro from './syncro/index.ts'

/** Every PSA, in the order in which forms offer them. */
export const psas: readonly PsaDefinition[] = [syncro]

/** The PSA and account that a page's host belongs to. */
export function psaOfHost(host: string): { psa: PsaDefinition; account: string } | null {
  for (const psa of psas) {
    const account = psa.accountOf(host)
    if (account) return { psa, account }
  }
  return null
}
