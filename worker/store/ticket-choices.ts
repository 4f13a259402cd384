import type { Deps } from '../env.ts'

/** A ticket of a PSA account, by the id that its API uses. */
interface Key {
  connectionId: string
  ticketId: string
}

export interface Choice {
  tenantId: string
  personId: string
  /** Milliseconds since 1970 */
  chosenAt: number
  /** For people to read */
  byName: string
}

const keptMs = 90 * 24 * 3_600_000

/** Whom a technician chose for a ticket within the last 90 days. */
export async function choiceOf({ env, now }: Deps, key: Key): Promise<Choice | null> {
  return env.DB.prepare(
    `SELECT tenant_id AS tenantId, person_id AS personId, chosen_at AS chosenAt, chosen_by_name AS byName
     FROM ticket_choice WHERE connection_id = ?1 AND ticket_id = ?2 AND chosen_at > ?3`,
  )
    .bind(key.connectionId, key.ticketId, now() - keptMs)
    .first<Choice>()
}

/** Holds for the ticket from now on; a choice of before is replaced. */
export async function choose(
  { env, now }: Deps,
  { connectionId, ticketId }: Key,
  { tenantId, personId }: Pick<Choice, 'tenantId' | 'personId'>,
  by: { id: string; name: string },
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO ticket_choice (connection_id, ticket_id, tenant_id, person_id, chosen_at, chosen_by, chosen_by_name)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT DO UPDATE SET tenant_id = excluded.tenant_id, person_id = excluded.person_id,
       chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by, chosen_by_name = excluded.chosen_by_name`,
  )
    .bind(connectionId, ticketId, tenantId, personId, now(), by.id, by.name)
    .run()
}

/** The ticket is about its contact again. A choice in another tenant than this stays as it is. */
export async function unchoose({ env }: Deps, key: Key, tenantId: string): Promise<void> {
  await env.DB.prepare(
    'DELETE FROM ticket_choice WHERE connection_id = ?1 AND ticket_id = ?2 AND tenant_id = ?3',
  )
    .bind(key.connectionId, key.ticketId, tenantId)
    .run()
}

/** Forgets what was chosen more than 90 days ago. */
export async function purgeChoices({ env, now }: Deps): Promise<void> {
  await env.DB.prepare('DELETE FROM ticket_choice WHERE chosen_at <= ?1')
    .bind(now() - keptMs)
    .run()
}
