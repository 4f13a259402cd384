import type { HandlerInput, Mapping } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { openConnection } from '../psa/open.ts'
import { changeMapping, insertMapping, renameOrganisation, type Target } from '../store/map-tenant.ts'
import { type MappingRow, mappingsByOrganisation, mappingsOf, mappingViews } from '../store/mappings.ts'
import { getTenant } from '../store/tenants.ts'
import type { Call, Handlers } from './handlers.ts'

export const mappingHandlers = {
  async 'mappings.set'(input, call) {
    const target = await targetOf(input, call)
    await apply(call, target)
    const [view] = await mappingViews(call, target.tenantId)
    if (!view) throw new AppError('access.notFound')
    await sendReconcile(call, view)
    return view
  },
} satisfies Partial<Handlers>

/** Tenant, account and organisation must be there; the organisation is asked for at the PSA, not believed. */
async function targetOf(input: HandlerInput<'mappings.set'>, call: Call): Promise<Target> {
  const { tenantId, connectionId, organisationId, rule } = input
  await getTenant(call, tenantId)
  const { api } = await openConnection(call, connectionId)
  const { name } = await api.organisation(organisationId)
  return { tenantId, connectionId, organisationId, organisationName: name, rule }
}

/** One mapping a tenant: a second organisation is a change of the first. */
async function apply(call: Call, target: Target): Promise<void> {
  const others = await mappingsByOrganisation(call, target.connectionId, target.organisationId)
  if (others.some(({ tenantId }) => tenantId !== target.tenantId)) throw new AppError('mapping.taken')
  const [present] = await mappingsOf(call, target.tenantId)
  if (!present) {
    if (!(await insertMapping(call, target, call.caller.id))) throw new AppError('mapping.taken')
    return
  }
  if (isSame(present, target)) return renameOrganisation(call, present.id, target.organisationName)
  if (!(await changeMapping(call, present, target))) throw new AppError('mapping.inUse')
}

function isSame(present: MappingRow, target: Target): boolean {
  return (
    present.connectionId === target.connectionId &&
    present.organisationId === target.organisationId &&
    JSON.stringify(present.rule) === JSON.stringify(target.rule)
  )
}

async function sendReconcile({ env }: Call, { tenantId, id }: Mapping): Promise<void> {
  await env.QUEUE.send({ v: 1, kind: 'reconcile', tenantId, mappingId: id, attempt: 1 })
}
