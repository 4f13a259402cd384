import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { writtenName } from '#shared/sync/same-name.ts'
import { isolate } from '../../ui/isolate.ts'

/** An organisation that is to be created for a tenant, under this name. */
export interface Wanted {
  tenantId: string
  tenantName: string
  name: string
}

/** What is wrong with names, by tenant, in words. `named`: those that the ticket system has already. */
export function troublesOf(
  wanted: readonly Wanted[],
  named: Output<'organisations.named'>['named'],
  system: string,
): ReadonlyMap<string, string> {
  const there = new Map(named.map((one) => [writtenName(one.name), one]))
  const alike = Map.groupBy(wanted, ({ name }) => writtenName(name))
  return new Map(
    wanted.flatMap(({ tenantId, name }) => {
      const written = writtenName(name)
      const one = there.get(written)
      const organisationName = isolate(one?.organisationName ?? '')
      if (written === '') return [[tenantId, i18n.t('console.suggestions.needsName')]]
      if (one?.mapped)
        return [[tenantId, i18n.t('console.suggestions.isThereMapped', { system, organisationName })]]
      if (one) return [[tenantId, i18n.t('console.suggestions.isThereFree', { system, organisationName })]]
      if ((alike.get(written)?.length ?? 0) > 1) return [[tenantId, i18n.t('console.suggestions.twoOfName')]]
      return []
    }),
  )
}
