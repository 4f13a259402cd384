import { AppError, errors } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import { fieldRulesOf } from '#shared/sync/contact-fields.ts'
import type { Deps } from '../env.ts'
import { openPaced } from '../psa/open.ts'
import { isDisconnected } from '../store/disconnect.ts'
import { endPlan, type PlanEnd } from '../store/end-plan.ts'
import {
  clearMappingProblem,
  type Lease,
  releaseLease,
  setMappingProblem,
  takeLease,
  takeOver,
} from '../store/mapping-lease.ts'
import { getMapping, type MappingRow } from '../store/mappings.ts'
import { isMirrorComplete } from '../store/mirror.ts'
import { newestPlan } from '../store/plans.ts'
import { keepStage, type Stage, type StageOf, stageOf } from '../store/stages.ts'
import { diffPage, standingChanges, writeDiff } from '../store/store-plan.ts'
import { mirrorVersion } from '../store/tenants.ts'
import { isUndoing } from '../store/undo.ts'
import { failMapping } from './fail-mapping.ts'
import type { Message } from './message.ts'
import { createPlanner, type Planner } from './planner.ts'
import { readPage } from './read-contacts.ts'

export type ReconcileMessage = Extract<Message, { kind: 'reconcile' }>

/**
 * made: the plan stands · unfinished: the rest follows in messages · busy: someone is writing for this mapping ·
 * unread: the tenant was never read to the end · off: paused, off or disconnected
 */
export type Reconciled = 'made' | 'unfinished' | 'busy' | 'unread' | 'off'

export interface Wish extends Ask {
  /** Reads the organisation's contacts although it is not time. */
  readContacts: boolean
}
interface Ask {
  /** Asked for by a person: what the PSA refused is wanted once more. */
  retryFailed: boolean
  /** Which try it is, however many messages each of them takes */
  attempt: number
}

const mostAttempts = 10
const retrySeconds = 60
/** Persons a page; and what one message may do: D1 counts 1,000 statements an invocation, a page takes about 15. */
const pageSize = 500
const most = { pages: 40, reads: 120, ms: 4 * 60_000 }

/** Computes the plan of a mapping anew. What goes wrong stands on the mapping; what may pass is tried again. */
export async function reconcile(deps: Deps, message: ReconcileMessage): Promise<void> {
  const mapping = await getMapping(deps, message.mappingId)
  if (!mapping || mapping.tenantId !== message.tenantId) return
  const ask: Ask = { retryFailed: false, attempt: message.attempt }
  try {
    const wish = { readContacts: message.readContacts ?? false, ...ask }
    const outcome = message.lease
      ? await goOn(deps, mapping, { mappingId: mapping.id, token: message.lease }, ask)
      : await reconcileMapping(deps, mapping, wish)
    if (outcome === 'busy') await again(deps, message, retrySeconds)
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
  const { lease: _lease, ...anew } = message
  await deps.env.QUEUE.send({ ...anew, attempt: message.attempt + 1 }, { delaySeconds })
}

/**
 * Makes the plan of a mapping: reads the organisation's contacts where it is time, compares person by person with what
 * stands, writes what differs. A world that did not change writes nothing of a plan. Raises AppError psa.* after noting
 * it on the mapping.
 */
export async function reconcileMapping(
  deps: Deps,
  mapping: MappingRow,
  wish: Wish = { readContacts: false, retryFailed: false, attempt: 1 },
): Promise<Reconciled> {
  if (mapping.sync !== 'on' || (await isDisconnected(deps, mapping.tenantId))) return 'off'
  if (!(await isMirrorComplete(deps, mapping.tenantId))) return 'unread'
  if (await isUndoing(deps, mapping.id)) return 'busy'
  const lease = await takeLease(deps, mapping.id)
  if (!lease) return 'busy'
  const isReadingDue = wish.readContacts || mapping.contactsAt === null || mapping.contactsDueAt <= deps.now()
  const stage: StageOf<'read'> | null = isReadingDue
    ? { kind: 'read', round: lease.token, next: null, pages: 0, firstId: null }
    : null
  return begin(deps, mapping, lease, stage, wish)
}

/** The stage first, then the mapping: whoever gives it another organisation from here on ends the reading. */
async function begin(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  stage: StageOf<'read'> | null,
  ask: Ask,
): Promise<Reconciled> {
  if (stage) await keepStage(deps, lease, stage).run()
  const fresh = stage ? await getMapping(deps, mapping.id) : mapping
  return fresh ? work(deps, fresh, lease, stage, ask) : 'busy'
}

/** The next message of a plan under way; a lease that is lost, or a plan that was ended meanwhile, ends it here. */
async function goOn(deps: Deps, mapping: MappingRow, lease: Lease, ask: Ask): Promise<Reconciled> {
  const mine = await takeOver(deps, lease)
  // Delivered twice or late: the other delivery goes on, or has ended. Broken off half way: it is begun anew.
  const isBrokenOff = mapping.stage !== null && (mapping.leaseUntil ?? 0) <= deps.now()
  if (!mine) return isBrokenOff ? 'busy' : 'unfinished'
  return work(deps, mapping, mine, stageOf(mapping), ask)
}

async function work(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  stage: Stage | null,
  ask: Ask,
): Promise<Reconciled> {
  const further = { attempt: ask.attempt, lease: lease.token }
  try {
    const { api } = await openPaced(deps, mapping.connectionId)
    const budget = createBudget(deps)
    const read = stage?.kind === 'read' ? await readAll(deps, mapping, lease, api, stage, budget) : null
    if (read === 'lost') return 'busy'
    if (read === 'paused') return sendOn(deps, mapping, { ...further, readContacts: true })
    const planned = await planAll(
      deps,
      mapping,
      lease,
      api,
      stage?.kind === 'plan' ? stage : await beginPlan(deps, mapping, read),
      ask.retryFailed,
      budget,
    )
    if (planned !== 'planned') return planned === 'lost' ? 'busy' : sendOn(deps, mapping, further)
    return 'made'
  } catch (error) {
    if (error instanceof AppError) await failMapping(deps, lease, mapping, error)
    else await releaseLease(deps, lease, null).run()
    throw error
  }
}

function createBudget(deps: Deps) {
  const startedAt = deps.now()
  const left = { pages: most.pages, reads: most.reads }
  const inTime = () => deps.now() - startedAt < most.ms
  return {
    read: () => inTime() && left.reads-- > 0,
    page: () => inTime() && left.pages-- > 0,
  }
}
type Budget = ReturnType<typeof createBudget>

/** Answers how many pages the whole reading took. */
async function readAll(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  api: PsaApi,
  first: StageOf<'read'>,
  budget: Budget,
): Promise<number | 'paused' | 'lost'> {
  const rules = fieldRulesOf(api, mapping.fields)
  for (let stage = first; budget.read(); ) {
    const next = await readPage(deps, lease, mapping, { api, rules }, stage)
    if (next === 'lost') return 'lost'
    if (next === null) return stage.pages + 1
    stage = next
  }
  return 'paused'
}

async function planAll(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  api: PsaApi,
  stage: StageOf<'plan'>,
  retryFailed: boolean,
  budget: Budget,
): Promise<'planned' | 'paused' | 'lost'> {
  // The stage first, then the rules: whoever changes these from here on ends this plan.
  let now = stage
  const [kept] = await deps.env.DB.batch([keepStage(deps, lease, now)])
  const fresh = await getMapping(deps, mapping.id)
  if (kept?.meta.changes !== 1 || !fresh) return 'lost'
  const planner = await createPlanner(deps, fresh, api)
  for (let isLast = false; !isLast; ) {
    if (!budget.page()) return 'paused'
    const step = await planStep(deps, mapping, lease, planner, now, retryFailed)
    if (step === 'lost') return 'lost'
    now = step.stage
    isLast = step.isLast
  }
  const end = await endPlan(deps, lease, fresh, now)
  await noteEnd(deps, mapping, planner, end)
  if (end.sends) await sendPush(deps, mapping, now)
  return 'planned'
}

/** New entries join the plan that waits; where plans go out by themselves, also the one that runs. */
async function beginPlan(
  deps: Deps,
  mapping: MappingRow,
  pagesRead: number | null,
): Promise<StageOf<'plan'>> {
  const newest = await newestPlan(deps, mapping.id)
  const isAuto = mapping.approvedAt !== null && mapping.approval === 'auto'
  const joins = newest?.state === 'waiting' || (isAuto && newest?.state === 'running')
  return {
    kind: 'plan',
    after: '',
    planId: joins && newest ? newest.id : crypto.randomUUID(),
    unchanged: 0,
    mirror: await mirrorVersion(deps, mapping.tenantId),
    lookedAt: pagesRead === null ? null : deps.now(),
    pages: pagesRead ?? 0,
  }
}

async function planStep(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  planner: Planner,
  stage: StageOf<'plan'>,
  retryFailed: boolean,
): Promise<{ stage: StageOf<'plan'>; isLast: boolean } | 'lost'> {
  const { plan, upTo, isLast } = await planner.page(stage.after, pageSize)
  const standing = await standingChanges(deps, mapping.id, stage.after, upTo)
  const diff = diffPage(plan.changes, standing, retryFailed)
  const moved = { ...stage, after: upTo, unchanged: stage.unchanged + plan.unchanged.length }
  const [held] = await deps.env.DB.batch([
    keepStage(deps, lease, moved),
    ...writeDiff(deps, lease, mapping, stage.planId ?? '', diff),
  ])
  return held?.meta.changes === 1 ? { stage: moved, isLast } : 'lost'
}

/** All is well, but for groups that a rule still names, and for a run that a person must look at. */
async function noteEnd(deps: Deps, { id }: MappingRow, { goneGroups }: Planner, end: PlanEnd): Promise<void> {
  if (end.stopped) return setMappingProblem(deps, id, 'plan.stopped', null)
  if (goneGroups.length === 0) return clearMappingProblem(deps, id)
  await setMappingProblem(deps, id, 'mapping.groupGone', `(${goneGroups.join(', ')})`)
}

/** More than one message takes: the lease goes with the next one, and that a reading which breaks off is begun anew. */
async function sendOn(
  deps: Deps,
  { tenantId, id }: MappingRow,
  further: { attempt: number; lease: string; readContacts?: boolean },
): Promise<Reconciled> {
  await deps.env.QUEUE.send({ v: 1, kind: 'reconcile', tenantId, mappingId: id, ...further })
  return 'unfinished'
}

/** Delivered twice or beside another one it does no harm: the outbox has one writer at a time. */
export async function sendPush(
  deps: Deps,
  { tenantId, id }: Pick<MappingRow, 'tenantId' | 'id'>,
  { lookedAt, pages }: Pick<StageOf<'plan'>, 'lookedAt' | 'pages'> = { lookedAt: null, pages: 0 },
): Promise<void> {
  const run = crypto.randomUUID()
  const message = { v: 1 as const, kind: 'push' as const, tenantId, mappingId: id, run, attempt: 1 }
  await deps.env.QUEUE.send(lookedAt === null ? message : { ...message, lookedAt, pages })
}

/** Compares with what the PSA has now, then sends what is approved. */
export async function sendReconcile(
  deps: Deps,
  { tenantId, id }: Pick<MappingRow, 'tenantId' | 'id'>,
  readContacts = false,
): Promise<void> {
  const message = { v: 1 as const, kind: 'reconcile' as const, tenantId, mappingId: id, attempt: 1 }
  await deps.env.QUEUE.send(readContacts ? { ...message, readContacts } : message)
}
