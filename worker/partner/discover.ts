import * as v from 'valibot'
import { AppError, errors } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { beginReading, endReading, findPartner, getPartner, holdReading } from '../store/partner.ts'
import { contractNames, hasEndSince, keepContracts, keepStandings } from '../store/partner-customers.ts'
import {
  keepAssignments,
  keepRelationships,
  type RelationshipRow,
  relationships,
  sweepRelationships,
  unassignedRelationships,
} from '../store/partner-relationships.ts'
import type { Message } from '../sync/message.ts'
import { waitSeconds } from '../sync/patience.ts'
import { groupsOfAccount } from './check.ts'
import { partnerLinks } from './links.ts'
import { rolesOf, standingOf } from './readiness.ts'
import { Assignment, Contract, Relationship } from './relationship.ts'
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

/** By the hourly tick: every six hours, and at once when a relationship in use was to end. */
export async function readWhenDue(deps: Deps): Promise<void> {
  const row = await findPartner(deps)
  if (!row || row.sealed === '') return
  const isDue = row.readAt === null || deps.now() - row.readAt >= readEveryMs
  if (isDue || (await hasEndSince(deps, row.readAt ?? 0))) await startReading(deps)
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
  /** https://learn.microsoft.com/graph/api/tenantrelationship-list-delegatedadminrelationships: 300 a page at most */
  async relationships(deps, { run, page }) {
    const path = '/tenantRelationships/delegatedAdminRelationships?$top=300'
    const { items, next } = await partnerGraph(deps).page(page ?? path)
    await keepRelationships(deps, run, items.map((item) => read(Relationship, item)).filter(isOne))
    return next === null ? { phase: 'assignments', page: null } : { phase: 'relationships', page: next }
  },

  async assignments(deps, { run }) {
    const ids = await unassignedRelationships(deps, run, mostAtOnce)
    for (const id of ids) await keepAssignments(deps, run, id, await assignmentsOf(deps, id))
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

/** What cannot be read must not look like what is not there any more: tenants would stop. */
function read<Schema extends v.GenericSchema>(schema: Schema, item: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, item)
  if (!parsed.success) throw new AppError('graph.malformed')
  return parsed.output
}
const isOne = <Item>(item: Item | null): item is Item => item !== null

async function assignmentsOf(deps: Deps, id: string): Promise<RelationshipRow['assignments']> {
  const found: RelationshipRow['assignments'] = []
  const path = `/tenantRelationships/delegatedAdminRelationships/${encodeURIComponent(id)}/accessAssignments`
  let next: string | null = path
  while (next !== null) {
    const page: { items: unknown[]; next: string | null } = await partnerGraph(deps).page(next)
    found.push(...page.items.map((item) => read(Assignment, item)).filter(isOne))
    next = page.next
  }
  return found
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
