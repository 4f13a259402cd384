import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { personsOf } from './persons.ts'

/** Whether the persons of a tenant were ever read to the end: before that the mirror is no basis for a plan. */
export async function isMirrorComplete(deps: Deps, tenantId: string): Promise<boolean> {
  const row = await deps.env.DB.prepare(
    `SELECT 1 AS found FROM cursor WHERE tenant_id = ?1 AND resource = 'users' AND finished_at IS NOT NULL`,
  )
    .bind(tenantId)
    .first()
  return row !== null
}

/** Every mirrored person of a tenant, a page at a time, deleted ones included. */
export async function* personPages(deps: Deps, tenantId: string, size = 1000): AsyncGenerator<Person[]> {
  const persons = personsOf(deps, tenantId)
  for (let after = ''; ; ) {
    const page = await persons.all(after, size)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < size) return
    after = last.id
  }
}
