import algapsa from './algapsa/index.ts'
import autotask from './autotask/index.ts'
import connectwise from './connectwise/index.ts'
import halopsa from './halopsa/index.ts'
import itflow from './itflow/index.ts'
import type { PsaDefinition } from './psa.ts'
import syncro from './syncro/index.ts'
import zammad from './zammad/index.ts'

/** Every PSA, in the order in which forms offer them. */
export const psas: readonly PsaDefinition[] = [
  syncro,
  halopsa,
  connectwise,
  autotask,
  itflow,
  algapsa,
  zammad,
]

export function findPsa(id: string): PsaDefinition | null {
  return psas.find((psa) => psa.id === id) ?? null
}

/** The PSA and account that a page's host belongs to by its name alone; self-hosted ones are known from connections. */
export function psaOfHost(host: string): { psa: PsaDefinition; account: string } | null {
  for (const psa of psas) {
    const account = psa.accountOf?.(host)
    if (account) return { psa, account }
  }
  return null
}
