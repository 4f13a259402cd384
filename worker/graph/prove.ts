import * as v from 'valibot'
import type { GraphPort } from '#shared/actions/define.ts'
import { AppError } from '#shared/errors.ts'

/** https://learn.microsoft.com/graph/api/organization-list */
const Organisations = v.object({
  value: v.pipe(
    v.array(
      v.object({
        id: v.pipe(v.string(), v.toLowerCase()),
        displayName: v.nullish(v.string()),
        verifiedDomains: v.optional(
          v.array(v.object({ name: v.string(), isDefault: v.optional(v.boolean(), false) })),
          [],
        ),
      }),
    ),
    v.minLength(1),
  ),
})

/**
 * Proves that an application is at home in a tenant: a token of that very tenant reads the organisation, and it is
 * the expected one. What a browser says about a tenant proves nothing.
 */
export async function proveTenant(graph: GraphPort, tenantId: string) {
  const answer = v.safeParse(Organisations, await graph.get('/organization'))
  const organisation = answer.success ? answer.output.value[0] : undefined
  if (!organisation) throw new AppError('graph.malformed')
  if (organisation.id !== tenantId) throw new AppError('consent.otherTenant')
  const domains = [...organisation.verifiedDomains].sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
  const names = domains.map(({ name }) => name.toLowerCase())
  return {
    id: tenantId,
    name: organisation.displayName || (names[0] ?? tenantId),
    domain: names[0] ?? null,
    domains: names,
  }
}
