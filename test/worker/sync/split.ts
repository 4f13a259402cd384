import type { ClientInput } from '../../../shared/contract.ts'
import { contoso, type Mapped, startMapped } from './mapped.ts'

export type Rule = ClientInput<'mappings.set'>['rule']
export const eastside: Rule = { office: { include: ['Eastside clinic'] } }
export const west = '102'

export const mappingsOf = async (desk: Mapped) =>
  (await desk.call('tenants.get', { tenantId: contoso.id })).mappings
export const addressesIn = (desk: Mapped, organisationId: number) =>
  desk.account
    .contactsOf(organisationId)
    .map(({ email }) => email?.toLowerCase() ?? '')
    .filter((email) => email.endsWith('contoso.example'))

/** Contoso's Eastside clinic is one organisation, everyone else another; both are approved and written. */
export async function startSplit(first: Rule = eastside, second: Rule = {}) {
  const desk = await startMapped(first)
  const other = await desk.map({ organisationId: west, rule: second })
  await desk.drain()
  for (const { id } of await mappingsOf(desk)) {
    const { id: planId } = await desk.call('plans.get', { mappingId: id })
    await desk.call('plans.approve', { planId })
  }
  await desk.drain()
  return {
    ...desk,
    other,
    planOf: (mappingId: string) => desk.call('plans.get', { mappingId }),
    order: (...ids: string[]) => desk.post('mappings.order', { tenantId: contoso.id, ids }),
    approvals: async () => (await mappingsOf(desk)).map(({ approved }) => approved),
  }
}
