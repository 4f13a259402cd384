import type { Deps } from '../env.ts'

interface SeenTicket {
  connectionId: string
  ticketId: string
  /** Null = the ticket system named none */
  organisationId: string | null
}

const keptMs = 90 * 24 * 3_600_000
const dayMs = 24 * 3_600_000

/** Remembers whose a ticket is; the same again within a day is not written. */
export async function noteTicket({ env, now }: Deps, ticket: SeenTicket): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO ticket_seen (connection_id, ticket_id, organisation_id, seen_at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET organisation_id = excluded.organisation_id, seen_at = excluded.seen_at
       WHERE organisation_id IS NOT excluded.organisation_id OR seen_at <= ?4 - ${dayMs}`,
  )
    .bind(ticket.connectionId, ticket.ticketId, ticket.organisationId, now())
    .run()
}

/** As it was read last, within 90 days; null = never. */
export async function seenTicket(
  { env, now }: Deps,
  connectionId: string,
  ticketId: string,
): Promise<SeenTicket | null> {
  return env.DB.prepare(
    `SELECT connection_id AS connectionId, ticket_id AS ticketId, organisation_id AS organisationId
     FROM ticket_seen WHERE connection_id = ?1 AND ticket_id = ?2 AND seen_at > ?3`,
  )
    .bind(connectionId, ticketId, now() - keptMs)
    .first<SeenTicket>()
}

export async function purgeTickets({ env, now }: Deps): Promise<void> {
  await env.DB.prepare('DELETE FROM ticket_seen WHERE seen_at <= ?1')
    .bind(now() - keptMs)
    .run()
}
