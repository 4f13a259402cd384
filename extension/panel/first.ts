import type { Reading } from './reading.ts'

/** Where to look first: in the tenant of the ticket's person, else in those mapped to its organisation. */
export function firstOf({ view, nobody }: Reading): {
  tenantId?: string
  connectionId?: string
  organisationId?: string
} {
  if (view) return { tenantId: view.person.tenantId }
  if (!nobody?.organisation) return {}
  const { connectionId, organisationId } = nobody.organisation
  return { connectionId, organisationId }
}
