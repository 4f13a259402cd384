import type { Connection } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { initialValues, parseFields } from '#shared/field.ts'
import type { PsaOrganisation } from '#shared/psa/api.ts'
import { psas } from '#shared/psa/index.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { typedAddress } from '../psa/address.ts'
import { psaApi } from '../psa/apis.ts'
import { openConnection } from '../psa/open.ts'
import {
  type ConnectionRow,
  listConnections,
  mappedOrganisations,
  storeConnection,
} from '../store/connections.ts'
import { problemOf } from '../store/problem.ts'
import { sealedBy } from '../store/secrets.ts'
import type { Call, Handlers } from './handlers.ts'
import { isWithin } from './reach.ts'

const shownOrganisations = 100

export const psaHandlers = {
  'psas.connect': async ({ psa: psaId, credentials }, call) => {
    const psa = findPsa(psaId)
    const filled = filledIn(psa, credentials)
    const account = psa.accountFrom(filled, typedAddress)
    if (!account) throw new AppError('psa.address', { detail: addressHelp(psa) })
    const secrets = filled
    // Nothing is stored before the PSA itself has said that the key will do.
    const { connectedAs } = await psaApi(call, {
      psa: psa.id,
      account,
      credentials: filled,
      tried: [],
    }).check()
    const row = await storeConnection(call, {
      psa: psa.id,
      account,
      secrets,
      keyHint: hintOf(secretsAmong(psa, filled)),
      connectedAs,
      createdBy: call.caller.id,
    })
    return connectionView(call, row)
  },

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

function findPsa(id: string): PsaDefinition {
  const psa = psas.find((candidate) => candidate.id === id)
  if (!psa) throw new AppError('request.invalid', { detail: 'There is no such ticket system.' })
  return psa
}

/** A field left out counts as left empty, so that what is missing is said by its label. */
function filledIn(psa: PsaDefinition, credentials: Record<string, unknown>): Record<string, string> {
  const parsed = parseFields(psa.credentials, { ...initialValues(psa.credentials), ...credentials })
  if (!parsed.success) {
    throw new AppError('request.invalid', { detail: parsed.issues.map(({ message }) => message).join(' ') })
  }
  return Object.fromEntries(Object.entries(parsed.output).map(([name, value]) => [name, String(value)]))
}

/** What the form says about its first field, which is where the address stands. */
function addressHelp(psa: PsaDefinition): string {
  const [first] = Object.values(psa.credentials)
  return first?.help ?? ''
}

function secretsAmong(psa: PsaDefinition, filled: Record<string, string>): Record<string, string> {
  const isSecret = (name: string) => psa.credentials[name]?.kind === 'secret'
  return Object.fromEntries(Object.entries(filled).filter(([name]) => isSecret(name)))
}

/** The last four characters, for telling keys apart; of a short key nothing. */
function hintOf(secrets: Record<string, string>): string {
  const [first = ''] = Object.values(secrets)
  return first.length >= 12 ? first.slice(-4) : ''
}

async function connectionView({ env }: Call, row: ConnectionRow): Promise<Connection> {
  const psa = psas.find(({ id }) => id === row.psa)
  return {
    id: row.id,
    psa: row.psa,
    account: row.account,
    hosts: psa?.hostsOf(row.account) ?? [],
    keyHint: row.keyHint,
    connectedAs: row.connectedAs,
    checkedAt: row.checkedAt === null ? null : new Date(row.checkedAt).toISOString(),
    problem: problemOf(row),
    sealedBy: await sealedBy(env, row.sealed),
    disconnected: row.disconnectedAt !== null,
    fields: [],
    cannot: [],
    trials: [],
  }
}

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
