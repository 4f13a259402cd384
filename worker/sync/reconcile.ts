import { AppError, errors } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import { fieldRulesOf } from '#shared/sync/contact-fields.ts'
import { type ContactPlan, type Link, type PlanChange, planContacts } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { isDisconnected } from '../store/disconnect.ts'
import { linksFor } from '../store/links.ts'
import { clearMappingProblem, setMappingProblem } from '../store/mapping-lease.ts'
import { getMapping, type MappingRow } from '../store/mappings.ts'
import { isMirrorComplete, personPages } from '../store/mirror.ts'
import {
  type ChangeRow,
  countInState,
  newestPlan,
  openChanges,
  type PlanRow,
  setUnchanged,
} from '../store/plans.ts'
import { storePlan } from '../store/store-plan.ts'
import { assignerFor } from './assigner-for.ts'
import type { Message } from './message.ts'
import { openPaced } from './pace.ts'
import { readContacts } from './read-contacts.ts'

export type ReconcileMessage = Extract<Message, { kind: 'reconcile' }>

/** busy: someone is writing for this mapping, or wrote meanwhile · unread: the tenant was never read to the end */
export type Reconciled = 'stored' | 'same' | 'busy' | 'unread'

const mostAttempts = 10
const retrySeconds = 60

/** Computes the plan of a mapping anew. What goes wrong stands on the mapping; what may pass is tried again. */
export async function reconcile(deps: Deps, message: ReconcileMessage): Promise<void> {
  if (await isDisconnected(deps, message.tenantId)) return
  const mapping = await getMapping(deps, message.mappingId)
  if (!mapping || mapping.tenantId !== message.tenantId) return
  try {
    if ((await reconcileMapping(deps, mapping)) === 'busy') await again(deps, message, retrySeconds)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (errors[error.code].retry === 'later') {
      await again(deps, message, error.retryAfterSeconds ?? retrySeconds * message.attempt)
    }
  }
}

async function again(deps: Deps, message: ReconcileMessage, delaySeconds: number): Promise<void> {
  // After that it is the next hour's business.
  if (message.attempt >= mostAttempts) return
  await deps.env.QUEUE.send({ ...message, attempt: message.attempt + 1 }, { delaySeconds })
}

interface Options {
  /** Asked for by a person: what the PSA refused is tried once more. */
  retryFailed: boolean
}

/**
 * Reads persons and contacts, plans, and stores the plan if it differs from the one that stands: a world that did not
 * change writes nothing. Raises AppError psa.* after noting it on the mapping.
 */
export async function reconcileMapping(
  deps: Deps,
  mapping: MappingRow,
  options: Options = { retryFailed: false },
): Promise<Reconciled> {
  if ((mapping.leaseUntil ?? 0) > deps.now()) return 'busy'
  if (!(await isMirrorComplete(deps, mapping.tenantId))) return 'unread'
  // What was being sent when a run broke off must be settled before anything is compared.
  if ((await countInState(deps, mapping.id, ['sending'])) > 0) {
    await sendPush(deps, mapping)
    return 'busy'
  }
  try {
    const { outcome, goneGroups } = await comparePlan(deps, mapping, options)
    if (outcome !== 'busy') await noteGoneGroups(deps, mapping.id, goneGroups)
    return outcome
  } catch (error) {
    if (error instanceof AppError) await setMappingProblem(deps, mapping.id, error.code, error.detail ?? null)
    throw error
  }
}

/** All is well, but for groups that a rule still names. */
async function noteGoneGroups(deps: Deps, mappingId: string, goneGroups: string[]): Promise<void> {
  if (goneGroups.length === 0) return clearMappingProblem(deps, mappingId)
  await setMappingProblem(deps, mappingId, 'mapping.groupGone', `(${goneGroups.join(', ')})`)
}

interface Compared {
  outcome: Reconciled
  goneGroups: string[]
}

async function comparePlan(deps: Deps, mapping: MappingRow, options: Options): Promise<Compared> {
  const newest = await newestPlan(deps, mapping.id)
  const open = newest ? await openChanges(deps, newest.id) : []
  const { plan: next, goneGroups } = await computePlan(deps, mapping)
  const approved = mapping.approvedAt !== null
  if (newest && isSame(newest, open, next.changes, approved, options)) {
    const { length } = next.unchanged
    if (newest.state === 'waiting' && newest.unchanged !== length) await setUnchanged(deps, newest.id, length)
    if (open.some(({ state }) => state === 'approved')) await sendPush(deps, mapping)
    return { outcome: 'same', goneGroups }
  }
  const plan = { changes: next.changes, unchanged: next.unchanged.length, approved }
  if (!(await storePlan(deps, { mapping, newest }, plan))) return { outcome: 'busy', goneGroups }
  if (approved && plan.changes.some(({ kind }) => kind !== 'review')) await sendPush(deps, mapping)
  return { outcome: 'stored', goneGroups }
}

async function computePlan(
  deps: Deps,
  mapping: MappingRow,
): Promise<{ plan: ContactPlan; goneGroups: string[] }> {
  const { api } = await openPaced(deps, mapping.connectionId)
  const contacts = await readContacts(api, mapping.organisationId)
  const contactIds = contacts.map(({ id }) => id)
  const links = await linksFor(deps, mapping, contactIds)
  const { persons, leftOut, goneGroups } = await personsFor(deps, mapping, links)
  const plan = planContacts({ persons, contacts, links, rules: fieldRulesOf(api), leftOut })
  return { plan, goneGroups }
}

/** The tenant's persons whom this mapping takes, and why it does not take those of the others who have a contact. */
async function personsFor(deps: Deps, mapping: MappingRow, links: readonly Link[]) {
  const { verdict, goneGroups } = await assignerFor(deps, mapping)
  const linked = new Set(links.map(({ personId }) => personId))
  const persons: Person[] = []
  const leftOut = new Map<string, string>()
  for await (const page of personPages(deps, mapping.tenantId)) {
    for (const person of page) {
      const { belongs, reason } = verdict(person, mapping.id)
      if (belongs) persons.push(person)
      else if (linked.has(person.id)) leftOut.set(person.id, reason)
    }
  }
  return { persons, leftOut, goneGroups }
}

const signature = ({ kind, personId, contactId, fields, reason }: PlanChange | ChangeRow) =>
  JSON.stringify([
    kind,
    personId,
    contactId,
    fields.map((entry) => [entry.field, entry.old, entry.new]),
    reason,
  ])

/** Whether the plan that stands says what a new one would say. */
function isSame(
  newest: PlanRow,
  open: readonly ChangeRow[],
  changes: readonly PlanChange[],
  approved: boolean,
  { retryFailed }: Options,
): boolean {
  if ((newest.state === 'waiting') === approved) return false
  if (retryFailed && open.some(({ state }) => state === 'failed')) return false
  if (open.length !== changes.length) return false
  const standing = new Set(open.map(signature))
  return changes.every((entry) => standing.has(signature(entry)))
}

/** Delivered twice or beside another one it does no harm: the outbox has one writer at a time. */
export async function sendPush(deps: Deps, { tenantId, id }: MappingRow): Promise<void> {
  await deps.env.QUEUE.send({
    v: 1,
    kind: 'push',
    tenantId,
    mappingId: id,
    run: crypto.randomUUID(),
    attempt: 1,
  })
}
