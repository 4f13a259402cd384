import { holds, type Prepare } from './fence.ts'

/** One purchase of a product. A product can be bought several times. */
export interface SubscriptionFacts {
  id: string
  skuId: string
  status: string
  /** Seats */
  total: number
  trial: boolean
  /** When it renews or ends, ISO 8601; null = Microsoft does not say */
  renewsAt: string | null
}

/** Replaces the subscriptions of a tenant. */
export function writeSubscriptions(
  prepare: Prepare,
  rows: (SubscriptionFacts & { hash: string })[],
): D1PreparedStatement[] {
  const json = JSON.stringify(rows)
  return [
    prepare(
      `INSERT INTO subscription (tenant_id, id, sku_id, status, total, trial, renews_at, hash)
       SELECT ?1, value->>'id', value->>'skuId', value->>'status', value->>'total', value->>'trial',
         value->>'renewsAt', value->>'hash'
       FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, id) DO UPDATE SET sku_id = excluded.sku_id, status = excluded.status,
         total = excluded.total, trial = excluded.trial, renews_at = excluded.renews_at, hash = excluded.hash
       WHERE hash IS NOT excluded.hash`,
      json,
    ),
    prepare(
      `DELETE FROM subscription WHERE tenant_id = ?1
         AND id NOT IN (SELECT value->>'id' FROM json_each(?5)) AND ${holds}`,
      json,
    ),
  ]
}
