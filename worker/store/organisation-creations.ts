import type { Deps } from '../env.ts'

/** For whom an organisation is made, and where. */
interface Place {
  tenantId: string
  connectionId: string
}
export interface Creation {
  name: string
  /** Milliseconds since 1970 */
  beganAt: number
}

/** The creation that was begun and has not ended; null = none. */
export async function openCreation(
  { env: { DB } }: Deps,
  { tenantId, connectionId }: Place,
): Promise<Creation | null> {
  return DB.prepare(
    `SELECT name, began_at AS beganAt FROM organisation_creation WHERE tenant_id = ?1 AND connection_id = ?2`,
  )
    .bind(tenantId, connectionId)
    .first<Creation>()
}

/** Keeps, before the PSA is asked, that it will be; false where another request began since `former` was read. */
export async function beginCreation(
  { env: { DB }, now }: Deps,
  { tenantId, connectionId }: Place,
  name: string,
  former: Creation | null,
): Promise<boolean> {
  const { meta } = await DB.prepare(
    `INSERT INTO organisation_creation (tenant_id, connection_id, name, began_at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (tenant_id, connection_id) DO UPDATE SET name = excluded.name, began_at = excluded.began_at
     WHERE began_at = ?5`,
  )
    .bind(tenantId, connectionId, name, now(), former?.beganAt ?? null)
    .run()
  return meta.changes === 1
}

/** It is mapped, or it was certainly not made. */
export async function endCreation({ env: { DB } }: Deps, { tenantId, connectionId }: Place): Promise<void> {
  await DB.prepare('DELETE FROM organisation_creation WHERE tenant_id = ?1 AND connection_id = ?2')
    .bind(tenantId, connectionId)
    .run()
}
