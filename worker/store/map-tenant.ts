import type { Rule } from '#shared/sync/filter.ts'
import type { Deps } from '../env.ts'
import { unhide } from './hidden-tenants.ts'
import { changeList, type ListChange } from './mapping-list.ts'
import type { MappingRow } from './mappings.ts'

/** A tenant and the organisation that it is to be mapped to. */
export interface Target {
  tenantId: string
  connectionId: string
  organisationId: string
  organisationName: string
  rule: Rule
  /** A suggestion maps only a tenant that has no mapping at all. By hand where it is absent. */
  madeBy?: 'hand' | 'suggestion'
}

/** The new mapping comes last in its tenant. Null: organisation or tenant was mapped by someone else meanwhile. */
export async function insertMapping(deps: Deps, target: Target, by: string): Promise<string | null> {
  const id = crypto.randomUUID()
  const insert = deps.env.DB.prepare(
    `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by, made_by, position)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
       (SELECT COALESCE(MAX(position) + 1, 0) FROM mapping WHERE tenant_id = ?2)
     WHERE ?9 = 'hand' OR NOT EXISTS (SELECT 1 FROM mapping WHERE tenant_id = ?2)
     ON CONFLICT (connection_id, organisation_id) DO NOTHING`,
  ).bind(
    id,
    target.tenantId,
    target.connectionId,
    target.organisationId,
    target.organisationName,
    JSON.stringify(target.rule),
    deps.now(),
    by,
    target.madeBy ?? 'hand',
  )
  const [inserted] = await deps.env.DB.batch([insert, unhide(deps.env.DB, target.tenantId)])
  return inserted?.meta.changes === 1 ? id : null
}

/** What only an approved plan may have put into the PSA: a link, or a change whose outcome is open. */
const untouched = `NOT EXISTS (SELECT 1 FROM link WHERE mapping_id = ?)
  AND NOT EXISTS (SELECT 1 FROM change WHERE mapping_id = ? AND state = 'sending')`

/**
 * Gives a mapping of the list another rule or organisation. False: the list changed meanwhile, or the organisation
 * cannot change because contacts are linked.
 */
export async function changeMapping(
  deps: Deps,
  list: readonly MappingRow[],
  mapping: MappingRow,
  target: Target,
): Promise<boolean> {
  const { id } = mapping
  const isMoving =
    mapping.connectionId !== target.connectionId || mapping.organisationId !== target.organisationId
  return changeList(deps, {
    ...listChange(list, fromOn(list, id)),
    ...(isMoving ? { condition: { text: untouched, values: [id, id] } } : {}),
    why: 'A rule was changed before this was sent.',
    write: (marked, mark) => [
      deps.env.DB.prepare(
        `UPDATE mapping SET connection_id = ?, organisation_id = ?, organisation_name = ?, rule = ?
         WHERE id = ? AND ${marked}`,
      ).bind(
        target.connectionId,
        target.organisationId,
        target.organisationName,
        JSON.stringify(target.rule),
        id,
        ...mark,
      ),
      ...(isMoving ? forgetContacts(deps, id, marked, mark) : []),
    ],
  })
}

/** Puts a tenant's mappings into another order; `ids` are all of them. False: the list changed meanwhile. */
export async function orderMappings(
  deps: Deps,
  list: readonly MappingRow[],
  ids: readonly string[],
): Promise<boolean> {
  const moved = movedBy(list, ids)
  if (moved.length === 0) return true
  return changeList(deps, {
    ...listChange(list, moved),
    why: 'The order of the organisations was changed before this was sent.',
    write: (marked, mark) => [
      deps.env.DB.prepare(
        `UPDATE mapping SET position = (SELECT key FROM json_each(?) WHERE value = mapping.id)
         WHERE id IN (SELECT value FROM json_each(?)) AND ${marked}`,
      ).bind(JSON.stringify(ids), JSON.stringify(ids), ...mark),
    ],
  })
}

/**
 * Takes a mapping away, with its links; its contacts stay as they are, and what was done stays on record.
 * False: the list changed meanwhile, something is being sent, or contacts are linked that were not to be let go.
 */
export async function deleteMapping(
  deps: Deps,
  list: readonly MappingRow[],
  mapping: MappingRow,
  keepContacts: boolean,
): Promise<boolean> {
  const { id } = mapping
  const idle = 'NOT EXISTS (SELECT 1 FROM mapping WHERE id = ? AND lease_until > ?)'
  const sent = `NOT EXISTS (SELECT 1 FROM change WHERE mapping_id = ? AND state = 'sending')`
  const unlinked = keepContacts ? '' : ' AND NOT EXISTS (SELECT 1 FROM link WHERE mapping_id = ?)'
  const values = [id, deps.now(), id, ...(keepContacts ? [] : [id])]
  const { DB } = deps.env
  return changeList(deps, {
    ...listChange(list, fromOn(list, id)),
    condition: { text: `${idle} AND ${sent}${unlinked}`, values },
    why: 'The mapping was removed before this was sent.',
    write: (marked, mark) => [
      DB.prepare(`DELETE FROM link WHERE mapping_id = ? AND ${marked}`).bind(id, ...mark),
      ...forgetContacts(deps, id, marked, mark),
      DB.prepare('DELETE FROM mapping WHERE id = ? AND tenant_id = ? AND approved_by = ?').bind(id, ...mark),
    ],
  })
}

/** What was read of an organisation that the mapping is not of any more. */
function forgetContacts(
  { env: { DB } }: Deps,
  id: string,
  marked: string,
  mark: string[],
): D1PreparedStatement[] {
  return [
    DB.prepare(`DELETE FROM contact WHERE mapping_id = ? AND ${marked}`).bind(id, ...mark),
    DB.prepare(`UPDATE mapping SET contacts_at = NULL, contacts_due_at = 0 WHERE id = ? AND ${marked}`).bind(
      id,
      ...mark,
    ),
  ]
}

/** The mappings whose persons a change can touch: those that come first keep theirs. */
export function fromOn(list: readonly MappingRow[], mappingId: string): string[] {
  const at = list.findIndex(({ id }) => id === mappingId)
  return at < 0 ? [] : list.slice(at).map(({ id }) => id)
}

/** The mappings that another order can give or take persons: from the first that moves to the last. */
export function movedBy(list: readonly MappingRow[], ids: readonly string[]): string[] {
  const moves = list.map(({ id }, index) => id !== ids[index])
  return list.slice(Math.max(moves.indexOf(true), 0), moves.lastIndexOf(true) + 1).map(({ id }) => id)
}

function listChange(
  list: readonly MappingRow[],
  affected: string[],
): Pick<ListChange, 'tenantId' | 'seen' | 'affected'> {
  return { tenantId: list[0]?.tenantId ?? '', seen: list.map(({ id }) => id), affected }
}

/** The organisation's name as the PSA has it now. */
export async function renameOrganisation(deps: Deps, mappingId: string, name: string): Promise<void> {
  await deps.env.DB.prepare(
    'UPDATE mapping SET organisation_name = ?2 WHERE id = ?1 AND organisation_name <> ?2',
  )
    .bind(mappingId, name)
    .run()
}
