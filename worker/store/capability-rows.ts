import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'

/** What a tenant may lack without anything being wrong: products that it did not buy, a permission left out. */
const capabilityNames = ['entraP1', 'entraP2', 'intune', 'mailboxKinds'] as const
export type CapabilityName = (typeof capabilityNames)[number]

/** `since`: milliseconds since 1970, when it came or went. */
export interface Capability {
  name: CapabilityName
  has: boolean
  since: number
}

/** Writes down what a tenant has and lacks; what stays the same is not written and keeps its moment. */
export function writeCapabilities(prepare: Prepare, rows: Capability[]): D1PreparedStatement[] {
  return [
    prepare(
      `INSERT INTO capability (tenant_id, name, has, since)
       SELECT ?1, value->>'name', value->>'has', value->>'since' FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, name) DO UPDATE SET has = excluded.has, since = excluded.since
       WHERE has IS NOT excluded.has`,
      JSON.stringify(rows),
    ),
  ]
}

/** What is known of a tenant, in the order of the names; what was never read is absent. */
export async function capabilitiesOf(deps: Deps, tenantId: string): Promise<Capability[]> {
  const { results } = await deps.env.DB.prepare(
    'SELECT name, has, since FROM capability WHERE tenant_id = ?1',
  )
    .bind(tenantId)
    .all<{ name: string; has: number; since: number }>()
  return capabilityNames.flatMap((name) => {
    const row = results.find((one) => one.name === name)
    return row ? [{ name, has: row.has === 1, since: row.since }] : []
  })
}
