import type { Connection } from '#shared/contract.ts'
import { type PsaApi, trialKinds } from '#shared/psa/api.ts'
import { findPsa } from '#shared/psa/index.ts'
import { labelOf } from '#shared/sync/contact-fields.ts'
import { apis, psaApi } from '../psa/apis.ts'
import { triedIn } from '../psa/open.ts'
import type { ConnectionRow } from '../store/connections.ts'
import { problemOf } from '../store/problem.ts'
import { sealedBy } from '../store/secrets.ts'
import type { Call } from './handlers.ts'

/** A connection as the contract shows it: nothing of its credentials but the hint. */
export async function connectionView(call: Call, row: ConnectionRow): Promise<Connection> {
  const psa = findPsa(row.psa)
  const isOver = row.disconnectedAt !== null
  return {
    id: row.id,
    psa: row.psa,
    account: row.account,
    hosts: psa?.hostsOf(row.account) ?? [],
    keyHint: row.keyHint,
    connectedAs: row.connectedAs,
    checkedAt: iso(row.checkedAt),
    problem: problemOf(row),
    sealedBy: isOver ? 'current' : await sealedBy(call.env, row.sealed),
    disconnected: isOver,
    cannot: [...(psa?.cannot ?? [])],
    ...abilities(call, row),
  }
}

/** What works in the account, from the methods that its API has there. A PSA that this version does not know: nothing. */
function abilities(call: Call, row: ConnectionRow): Pick<Connection, 'fields' | 'can' | 'trials'> {
  const { psa, account, tried, disconnectedAt } = row
  const definition = Object.hasOwn(apis, psa) ? apis[psa] : undefined
  if (!definition) return { fields: [], can: canOf(null), trials: [] }
  // Nothing is sent, so it needs no credentials.
  const api = psaApi(call, { psa, account, credentials: {}, tried: triedIn(row) })
  const specs = api.fields ?? []
  return {
    fields: specs.map(({ id, offAtFirst = false }) => ({ id, label: labelOf({ specs }, id), offAtFirst })),
    can: canOf(disconnectedAt === null ? api : null),
    trials: trialKinds.flatMap((kind) => {
      const why = definition.trials?.[kind]
      return why === undefined ? [] : [{ kind, why, triedAt: iso(tried?.[kind] ?? null) }]
    }),
  }
}

function canOf(api: PsaApi | null): NonNullable<Connection['can']> {
  return {
    contacts: !!api?.contacts,
    create: !!api?.createContact,
    update: !!api?.updateContact,
    deactivate: !!api?.deactivate,
    move: !!api?.moveContact,
    note: !!api?.note,
    createOrganisation: !!api?.createOrganisation,
  }
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
