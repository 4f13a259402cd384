import { proveTenant } from '../../graph/prove.ts'
import { writeTenantFacts } from '../../store/tenant-facts.ts'
import { defineWhole } from '../resource.ts'

/** Name and verified domains; read first, it also shows whether the tenant can be reached at all. */
export const organisation = defineWhole({
  name: 'organisation',
  title: 'Organisation',
  permissions: ['Organization.Read.All'],
  every: 'day',
  async read(graph, { tenantId }) {
    const { name, domain, domains } = await proveTenant(graph, tenantId)
    return [{ name, domain, domains }]
  },
  write: writeTenantFacts,
})
