import { holds, type Prepare } from './fence.ts'

/** One control of the latest Secure Score. Title and service are foreign text; the address is https or null. */
export interface ControlFacts {
  id: string
  title: string
  service: string
  score: number
  max: number
  actionUrl: string | null
}

/** Replaces the controls of a tenant. */
export function writeControls(
  prepare: Prepare,
  rows: (ControlFacts & { hash: string })[],
): D1PreparedStatement[] {
  const json = JSON.stringify(rows)
  return [
    prepare(
      `INSERT INTO score_control (tenant_id, id, title, service, score, max, action_url, hash)
       SELECT ?1, value->>'id', value->>'title', value->>'service', value->>'score', value->>'max',
         value->>'actionUrl', value->>'hash'
       FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, id) DO UPDATE SET title = excluded.title, service = excluded.service,
         score = excluded.score, max = excluded.max, action_url = excluded.action_url, hash = excluded.hash
       WHERE hash IS NOT excluded.hash`,
      json,
    ),
    prepare(
      `DELETE FROM score_control WHERE tenant_id = ?1
         AND id NOT IN (SELECT value->>'id' FROM json_each(?5)) AND ${holds}`,
      json,
    ),
  ]
}
