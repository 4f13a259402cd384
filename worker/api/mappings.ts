import type { HandlerInput, Mapping } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { groupsNamedBy, mergeRule, type Rule } from '#shared/sync/filter.ts'
import { openConnection } from '../psa/open.ts'
import {
  changeMapping,
  deleteMapping,
  fromOn,
  insertMapping,
  movedBy,
  orderMappings,
  renameOrganisation,
  type Target,
} from '../store/map-tenant.ts'
import { mappingViews } from '../store/mapping-views.ts'
import {
  getMapping,
  linkCount,
  type MappingRow,
  mappingsByOrganisation,
  mappingsOf,
} from '../store/mappings.ts'
import { getTenant } from '../store/tenants.ts'
import { ruleContext } from '../sync/rule-context.ts'
import { startSync } from '../sync/start.ts'
import type { Call, Handlers } from './handlers.ts'

export const mappingHandlers = {
  async 'mappings.set'(input, call) {
    await getTenant(call, input.tenantId)
    const list = await mappingsOf(call, input.tenantId)
    const present = presentOf(list, input)
    const target = await targetOf(input, present, call)
    const id = await apply(call, list, present, target)
    if (input.position !== undefined) await move(call, target.tenantId, id, input.position)
    await readNamedGroups(call, target)
    return viewOf(call, target.tenantId, id)
  },

  async 'mappings.order'({ tenantId, ids }, call) {
    await getTenant(call, tenantId)
    await order(call, await mappingsOf(call, tenantId), ids)
    return { mappings: await mappingViews(call, tenantId) }
  },

  async 'mappings.remove'({ mappingId, keepContacts }, call) {
    const mapping = await getMapping(call, mappingId)
    if (!mapping) throw new AppError('access.notFound')
    const list = await mappingsOf(call, mapping.tenantId)
    const kept = await linkCount(call, mappingId)
    if (kept > 0 && !keepContacts) throw new AppError('mapping.linked', { detail: `(${kept})` })
    if (!(await deleteMapping(call, list, mapping, keepContacts))) {
      throw new AppError((await linkCount(call, mappingId)) === kept ? 'mapping.busy' : 'mapping.changed')
    }
    await sendReconciles(call, mapping.tenantId, fromOn(list, mappingId).slice(1))
    return { kept }
  },
} satisfies Partial<Handlers>

type Input = HandlerInput<'mappings.set'>

/** The mapping that is changed: the one named, or that of the organisation; null = a new one. */
function presentOf(list: readonly MappingRow[], input: Input): MappingRow | null {
  const { mappingId, connectionId, organisationId } = input
  const there = list.find(
    (mapping) => mapping.connectionId === connectionId && mapping.organisationId === organisationId,
  )
  if (mappingId === undefined) return there ?? null
  const named = list.find(({ id }) => id === mappingId)
  if (!named) throw new AppError('access.notFound')
  if (there && there !== named) throw new AppError('mapping.taken')
  return named
}

/** Account and organisation must be there; the organisation is asked for at the PSA, not believed. */
async function targetOf(input: Input, present: MappingRow | null, call: Call): Promise<Target> {
  const { tenantId, connectionId, organisationId } = input
  const { api } = await openConnection(call, connectionId)
  const { name } = await api.organisation(organisationId)
  const rule = mergeRule(present?.rule ?? null, input.rule)
  return { tenantId, connectionId, organisationId, organisationName: name, rule }
}

/** The id of the mapping. What the change touches is planned anew and waits for approval. */
async function apply(
  call: Call,
  list: readonly MappingRow[],
  present: MappingRow | null,
  target: Target,
): Promise<string> {
  const others = await mappingsByOrganisation(call, target.connectionId, target.organisationId)
  if (others.some(({ tenantId }) => tenantId !== target.tenantId)) throw new AppError('mapping.taken')
  if (!present) {
    const id = await insertMapping(call, target, call.caller.id)
    if (id === null) throw new AppError('mapping.taken')
    await sendReconciles(call, target.tenantId, [id])
    return id
  }
  const moves = !isAt(present, target)
  if (!moves && isSameRule(present.rule, target.rule)) {
    await renameOrganisation(call, present.id, target.organisationName)
    await sendReconciles(call, target.tenantId, [present.id])
    return present.id
  }
  if (!(await changeMapping(call, list, present, target))) {
    throw new AppError(moves ? 'mapping.inUse' : 'mapping.changed')
  }
  await sendReconciles(call, target.tenantId, fromOn(list, present.id))
  return present.id
}

const isAt = (mapping: MappingRow, target: Target) =>
  mapping.connectionId === target.connectionId && mapping.organisationId === target.organisationId
const isSameRule = (one: Rule, other: Rule) =>
  JSON.stringify(mergeRule(null, one)) === JSON.stringify(mergeRule(null, other))

async function move(call: Call, tenantId: string, id: string, position: number): Promise<void> {
  const list = await mappingsOf(call, tenantId)
  const ids = list.map((mapping) => mapping.id).filter((other) => other !== id)
  await order(call, list, ids.toSpliced(position, 0, id))
}

async function order(call: Call, list: readonly MappingRow[], ids: readonly string[]): Promise<void> {
  const isAll = ids.length === list.length && list.every(({ id }) => ids.includes(id))
  if (!isAll || !(await orderMappings(call, list, ids))) throw new AppError('mapping.changed')
  await sendReconciles(call, list[0]?.tenantId ?? '', movedBy(list, ids))
}

/** Members of a group are read once a rule names it, at once and not in an hour; so is one too new to be listed. */
async function readNamedGroups(call: Call, { tenantId, rule }: Target): Promise<void> {
  if (groupsNamedBy(rule).length === 0) return
  const { unreadGroups, goneGroups } = await ruleContext(call, tenantId, [rule])
  if (unreadGroups.size + goneGroups.size > 0) await startSync(call, tenantId)
}

export async function viewOf(call: Call, tenantId: string, id: string): Promise<Mapping> {
  const view = (await mappingViews(call, tenantId)).find((mapping) => mapping.id === id)
  if (!view) throw new AppError('access.notFound')
  return view
}

export async function sendReconciles({ env }: Call, tenantId: string, ids: readonly string[]): Promise<void> {
  for (const mappingId of ids) {
    await env.QUEUE.send({ v: 1, kind: 'reconcile', tenantId, mappingId, attempt: 1 })
  }
}
