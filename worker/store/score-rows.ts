import { holds, type Prepare } from './fence.ts'

/** Secure Score of one day. */
export interface ScoreFacts {
  /** yyyy-mm-dd */
  day: string
  current: number
  max: number
  /** Microsoft's averages, percent; null = not told */
  allTenants: number | null
  similarSize: number | null
}

/** Adds days and corrects the ones that changed; none is ever removed. */
export function writeScores(
  prepare: Prepare,
  rows: (ScoreFacts & { hash: string })[],
): D1PreparedStatement[] {
  return [
    prepare(
      `INSERT INTO score (tenant_id, day, current, max, all_tenants, similar_size, hash)
       SELECT ?1, value->>'day', value->>'current', value->>'max', value->>'allTenants', value->>'similarSize',
         value->>'hash'
       FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, day) DO UPDATE SET current = excluded.current, max = excluded.max,
         all_tenants = excluded.all_tenants, similar_size = excluded.similar_size, hash = excluded.hash
       WHERE hash IS NOT excluded.hash`,
      JSON.stringify(rows),
    ),
  ]
}
