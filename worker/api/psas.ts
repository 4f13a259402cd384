import type { PsaOrganisation } from '#shared/psa/api.ts'
import { openConnection } from '../psa/open.ts'
import { listConnections, mappedOrganisations } from '../store/connections.ts'
import type { Call, Handlers } from './handlers.ts'
import { checkPsa } from './psa-check.ts'
import { connectPsa } from './psa-connect.ts'
import { disconnectPsa } from './psa-disconnect.ts'
import { tryPsa } from './psa-trial.ts'
import { connectionView } from './psa-view.ts'
import { isWithin } from './reach.ts'

const shownOrganisations = 100

export const psaHandlers = {
  'psas.connect': connectPsa,
  'psas.check': checkPsa,
  'psas.disconnect': disconnectPsa,
  'psas.trial': tryPsa,

  'psas.list': async (_input, call) => ({
    connections: await Promise.all((await listConnections(call)).map((row) => connectionView(call, row))),
  }),

  'organisations.list': async ({ connectionId, query }, call) => {
    const { organisations, more } = await firstOrganisations(call, connectionId, query)
    const tenantIds = await mappedOrganisations(
      call,
      connectionId,
      organisations.map(({ id }) => id),
    )
    const shown = organisations.map((organisation) => ({
      ...organisation,
      tenantId: tenantIds.get(organisation.id) ?? null,
    }))
    // What is mapped to a tenant of others is theirs too.
    return { organisations: shown.filter((one) => isWithin(call.reach, one.tenantId)), more }
  },
} satisfies Partial<Handlers>

async function firstOrganisations(call: Call, connectionId: string, query: string) {
  const { api } = await openConnection(call, connectionId)
  const organisations: PsaOrganisation[] = []
  let page: string | null = null
  do {
    const found = await api.organisations(query, page)
    organisations.push(...found.items)
    page = found.next
  } while (page !== null && organisations.length < shownOrganisations)
  return {
    organisations: organisations.slice(0, shownOrganisations),
    more: page !== null || organisations.length > shownOrganisations,
  }
}
