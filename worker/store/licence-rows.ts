import { holds, type Prepare } from './fence.ts'

/** One product of a tenant as Microsoft counts it. */
export interface LicenceFacts {
  skuId: string
  partNumber: string
  status: string
  appliesTo: string
  enabled: number
  warning: number
  suspended: number
  consumed: number
}

/**
 * A day's row where seats differ from what was known before the products are replaced. The day is the run's, so that the
 * clock is the one that was handed in.
 */
const keepDays = `INSERT INTO licence_day (tenant_id, sku_id, day, assigned, usable)
   SELECT ?1, now.value->>'skuId', date(tenant.sync_started_at / 1000, 'unixepoch'), now.value->>'consumed',
     (now.value->>'enabled') + (now.value->>'warning')
   FROM json_each(?5) AS now JOIN tenant ON tenant.id = ?1
   LEFT JOIN licence_count AS known ON known.tenant_id = ?1 AND known.sku_id = now.value->>'skuId'
   WHERE ${holds} AND tenant.sync_started_at IS NOT NULL AND now.value->>'appliesTo' <> 'Company'
     AND (known.consumed IS NOT now.value->>'consumed'
       OR known.enabled + known.warning IS NOT (now.value->>'enabled') + (now.value->>'warning'))
   ON CONFLICT (tenant_id, sku_id, day) DO UPDATE SET assigned = excluded.assigned, usable = excluded.usable`

/** Replaces the products of a tenant: what is the same is not written, what is no longer listed goes. */
export function writeLicences(
  prepare: Prepare,
  rows: (LicenceFacts & { hash: string })[],
): D1PreparedStatement[] {
  const json = JSON.stringify(rows)
  const upsert = prepare(
    `INSERT INTO licence_count (tenant_id, sku_id, part_number, status, applies_to, enabled, warning, suspended,
       consumed, hash)
     SELECT ?1, value->>'skuId', value->>'partNumber', value->>'status', value->>'appliesTo', value->>'enabled',
       value->>'warning', value->>'suspended', value->>'consumed', value->>'hash'
     FROM json_each(?5) WHERE ${holds}
     ON CONFLICT (tenant_id, sku_id) DO UPDATE SET part_number = excluded.part_number, status = excluded.status,
       applies_to = excluded.applies_to, enabled = excluded.enabled, warning = excluded.warning,
       suspended = excluded.suspended, consumed = excluded.consumed, hash = excluded.hash
     WHERE hash IS NOT excluded.hash`,
    json,
  )
  const gone = prepare(
    `DELETE FROM licence_count WHERE tenant_id = ?1
       AND sku_id NOT IN (SELECT value->>'skuId' FROM json_each(?5)) AND ${holds}`,
    json,
  )
  return [prepare(keepDays, json), upsert, gone]
}
