import { holds, type Prepare } from './fence.ts'

/** Name and domains of a tenant as Microsoft gives them; unchanged ones are not written. */
export function writeTenantFacts(
  prepare: Prepare,
  facts: { name: string; domain: string | null; domains: string[] }[],
): D1PreparedStatement[] {
  return facts.map(({ name, domain, domains }) =>
    prepare(
      `UPDATE tenant SET name = ?5, domain = ?6, domains = ?7
       WHERE id = ?1 AND (name IS NOT ?5 OR domain IS NOT ?6 OR domains IS NOT ?7) AND ${holds}`,
      name,
      domain,
      JSON.stringify(domains),
    ),
  )
}
