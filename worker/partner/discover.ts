import * as v from 'valibot'
import { AppError, errors } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { beginReading, endReading, findPartner, getPartner, holdReading } from '../store/partner.ts'
import { contractNames, hasEndSince, keepContracts, keepStandings } from '../store/partner-customers.ts'
import {
  keepAssignments,
  keepRelationships,
  markGone,
  missingRelationships,
  type RelationshipRow,
  relationships,
  sweepRelationships,
  unassignedRelationships,
} from '../store/partner-relationships.ts'
import type { Message } from '../sync/message.ts'
import { waitSeconds } from '../sync/patience.ts'
import { groupsOfAccount } from './check.ts'
import { partnerLinks } from './links.ts'
import { assignmentsOf, relationshipOf, relationshipPage } from './listing.ts'
import { rolesOf, standingOf } from './readiness.ts'
import { Contract } from './relationship.ts'
import { partnerGraph } from './session.ts'

export type ReadMessage = Extract<Message, { kind: 'partnerRead' }>
/** What is left to do; null = the reading is over. */
type Next = Pick<ReadMessage, 'phase' | 'page'> | null

/** Requests of one message: other messages may be in the same batch. */
const mostAtOnce = 20
const mostAttempts = 12
const readEveryMs = 6 * 3_600_000

/** Begins to read all customers, unless that is under way; false then. */
export async function startReading(deps: Deps): Promise<boolean> {
  await getPartner(deps)
  const run = await beginReading(deps, crypto.randomUUID())
  if (run === null) return false
  const message = { v: 1, kind: 'partnerRead', phase: 'relationships', page: null, attempt: 1 } as const
  await deps.env.QUEUE.send({ ...message, run })
  return true
}

/** By the hourly tick: every six hours, and at once when a relationship in use was to end or the last reading failed. */
export async function readWhenDue(deps: Deps): Promise<void> {
  const row = await findPartner(deps)
  if (!row || row.sealed === '') return
  const isDue = row.readAt === null || deps.now() - row.readAt >= readEveryMs
  if (isDue || row.readProblemCode !== null || (await hasEndSince(deps, row.readAt ?? 0)))
    await startReading(deps)
}

/** One piece of a reading; it goes on in a new message. Delivered twice it does no harm. True = it came to its end. */
export async function readPartner(deps: Deps, message: ReadMessage): Promise<boolean> {
  if (!(await holdReading(deps, message.run))) return false
  try {
    const next = await phases[message.phase](deps, message)
    if (next === null) return true
    await deps.env.QUEUE.send({ ...message, ...next, attempt: 1 })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await settle(deps, message, error)
  }
  return false
}

async function settle(deps: Deps, message: ReadMessage, error: AppError): Promise<void> {
  const { attempt, run } = message
  if (errors[error.code].retry === 'later' && attempt < mostAttempts) {
    const delaySeconds = Math.ceil(Math.max(1, error.retryAfterSeconds ?? waitSeconds(attempt)))
    return deps.env.QUEUE.send({ ...message, attempt: attempt + 1 }, { delaySeconds }).then(() => undefined)
  }
  await endReading(deps, run, { code: error.code, detail: error.detail ?? null }).run()
}

/** Every delivery failed: the next tick begins anew. */
export async function giveUpReading(deps: Deps, { run }: ReadMessage): Promise<void> {
  await endReading(deps, run, { code: 'internal', detail: null }).run()
}

const phases: Record<ReadMessage['phase'], (deps: Deps, message: ReadMessage) => Promise<Next>> = {
  async relationships(deps, { run, page }) {
    const { rows, next } = await relationshipPage(partnerGraph(deps), page)
    await keepRelationships(deps, run, rows)
    return next === null ? { phase: 'missing', page: null } : { phase: 'relationships', page: next }
  },

  /** A listing that is paged while it changes leaves some out: what was live is asked for by itself before it is gone. */
  async missing(deps, { run }) {
    const ids = await missingRelationships(deps, run, mostAtOnce)
    for (const id of ids) {
      const row = await relationshipOf(partnerGraph(deps), id)
      await (row === null ? markGone(deps, run, id) : keepRelationships(deps, run, [row]))
    }
    return { phase: ids.length < mostAtOnce ? 'assignments' : 'missing', page: null }
  },

  async assignments(deps, { run }) {
    const ids = await unassignedRelationships(deps, run, mostAtOnce)
    for (const id of ids) await keepAssignments(deps, run, id, await assignmentsOf(partnerGraph(deps), id))
    return { phase: ids.length < mostAtOnce ? 'contracts' : 'assignments', page: null }
  },

  /** Customers without any relationship, and everybody's domain. https://learn.microsoft.com/graph/api/contract-list */
  async contracts(deps, { run, page }) {
    const path = '/contracts?$select=customerId,displayName,defaultDomainName&$top=999'
    const { items, next } = await partnerGraph(deps).page(page ?? path)
    const rows = items.flatMap((item) => {
      const parsed = v.safeParse(Contract, item)
      return parsed.success ? [parsed.output] : []
    })
    await keepContracts(deps, run, rows)
    return next === null ? { phase: 'finish', page: null } : { phase: 'contracts', page: next }
  },

  async finish(deps, { run }) {
    const groups = new Set((await groupsOfAccount(partnerGraph(deps))).map(({ id }) => id))
    await sweepRelationships(deps, run)
    const all = Map.groupBy(await relationships(deps, null), ({ tenantId }) => tenantId)
    const names = new Map((await contractNames(deps, run)).map(({ tenantId, name }) => [tenantId, name]))
    for (const [tenantId, [one]] of all)
      if (!names.has(tenantId)) names.set(tenantId, one?.customerName ?? '')
    const rows = [...names].map(([tenantId, name]) =>
      standingRow(deps, { tenantId, name }, all.get(tenantId) ?? [], groups),
    )
    await keepStandings(deps, run, rows)
    return null
  },
}

function standingRow(
  deps: Deps,
  customer: { tenantId: string; name: string },
  rows: readonly RelationshipRow[],
  groups: ReadonlySet<string>,
) {
  const now = deps.now()
  const all = rows.map((row) => ({ ...row, autoExtends: row.autoExtends === 1 }))
  const roles = rolesOf(all, groups, partnerLinks(deps.env, customer.tenantId), now)
  const ready: 0 | 1 = roles.every(({ state }) => state === 'ready') ? 1 : 0
  return { ...customer, name: customer.name || customer.tenantId, ...standingOf(all, now), ready, roles }
}
