import type { Deps } from '../env.ts'

/** Permissions that a tenant granted, by application, sorted; absent = not known. */
export interface Granted {
  reader?: string[]
  operator?: string[]
}

/** Written only when it has changed. */
export async function setGranted(
  deps: Deps,
  tenantId: string,
  app: keyof Granted,
  permissions: string[],
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE tenant SET granted = json_set(COALESCE(granted, '{}'), '$.' || ?2, json(?3))
     WHERE id = ?1 AND json_extract(granted, '$.' || ?2) IS NOT json(?3)`,
  )
    .bind(tenantId, app, JSON.stringify(permissions))
    .run()
}
