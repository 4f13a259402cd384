import type { Deps } from '../env.ts'

/** Permissions that a tenant granted, by application, sorted; absent = not known. */
export interface Granted {
  reader?: string[]
  operator?: string[]
  /** The operator's own object in the tenant, which may hold directory roles */
  operatorId?: string
}

/** Written only when it has changed. */
export async function setGranted(
  deps: Deps,
  tenantId: string,
  name: keyof Granted,
  value: string[] | string,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE tenant SET granted = json_set(COALESCE(granted, '{}'), '$.' || ?2, json(?3))
     WHERE id = ?1 AND json_extract(granted, '$.' || ?2) IS NOT json(?3)`,
  )
    .bind(tenantId, name, JSON.stringify(value))
    .run()
}
