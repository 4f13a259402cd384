import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { audit } from './schema.ts'

export type AuditRow = typeof audit.$inferSelect
/** A row before it is written: its id comes from the time, unless it is the first one and carries its action's. */
type Said = 'verifiedHow' | 'verifiedDetail' | 'reason'
export type NewAuditRow = Omit<AuditRow, 'id' | 'at' | Said> & Partial<Pick<AuditRow, Said>> & { id?: string }

const columns = [
  ['id', 'id'],
  ['actionId', 'action_id'],
  ['at', 'at'],
  ['outcome', 'outcome'],
  ['actorTenantId', 'actor_tenant_id'],
  ['actorId', 'actor_id'],
  ['actorName', 'actor_name'],
  ['tenantId', 'tenant_id'],
  ['personId', 'person_id'],
  ['action', 'action'],
  ['text', 'text'],
  ['code', 'code'],
  ['ticketHost', 'ticket_host'],
  ['ticketId', 'ticket_id'],
  ['requestId', 'request_id'],
  ['verifiedHow', 'verified_how'],
  ['verifiedDetail', 'verified_detail'],
  ['reason', 'reason'],
] as const satisfies [keyof AuditRow, string][]

/** Adds a row on a condition (SQL over `?1`, `?2`, … = `bound`), for a batch; it says nothing when the condition fails. */
export function auditStatement(
  deps: Deps,
  row: NewAuditRow,
  condition: string,
  bound: readonly (string | number)[],
): D1PreparedStatement {
  const now = deps.now()
  const unsaid = { verifiedHow: null, verifiedDetail: null, reason: null }
  const full: AuditRow = { ...unsaid, ...row, id: row.id ?? timeOrderedId(now), at: now }
  const names = columns.map(([, column]) => column).join(', ')
  const marks = columns.map((_, index) => `?${bound.length + index + 1}`).join(', ')
  return deps.env.DB.prepare(`INSERT INTO audit (${names}) SELECT ${marks} WHERE ${condition}`).bind(
    ...bound,
    ...columns.map(([field]) => full[field]),
  )
}

/** Adds a row that stands alone: a refusal before anything was begun. */
export async function recordRefusal(deps: Deps, row: NewAuditRow): Promise<void> {
  await auditStatement(deps, row, '1', []).run()
}

export interface AuditFilter {
  tenantId?: string | undefined
  personId?: string | undefined
  ticket?: { host: string; ticketId: string } | undefined
  actorId?: string | undefined
  action?: string | undefined
  /** Milliseconds since 1970; `until` is not among them */
  from?: number | undefined
  until?: number | undefined
  /** Id of the last row of the page before */
  before?: string | undefined
  /** Null = all of them */
  visible: string[] | null
}

/** Newest first. */
export async function listAudit(deps: Deps, filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const { tenantId, personId, ticket, actorId, action, from, until, before, visible } = filter
  return database(deps.env)
    .select()
    .from(audit)
    .where(
      and(
        tenantId === undefined ? undefined : eq(audit.tenantId, tenantId),
        personId === undefined ? undefined : eq(audit.personId, personId),
        ticket && and(eq(audit.ticketHost, ticket.host), eq(audit.ticketId, ticket.ticketId)),
        actorId === undefined ? undefined : eq(audit.actorId, actorId),
        action === undefined ? undefined : eq(audit.action, action),
        from === undefined ? undefined : gte(audit.id, firstIdAt(from)),
        until === undefined ? undefined : lt(audit.id, firstIdAt(until)),
        before === undefined ? undefined : lt(audit.id, before),
        visible === null ? undefined : inArray(audit.tenantId, visible),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit)
}

/** The first row of an action: it carries the action's id. */
export async function intentOf(deps: Deps, actionId: string): Promise<AuditRow | null> {
  const row = await database(deps.env).select().from(audit).where(eq(audit.id, actionId)).get()
  return row?.outcome === 'started' ? row : null
}

export async function tenantOfAction(deps: Deps, actionId: string): Promise<string | null> {
  return (await intentOf(deps, actionId))?.tenantId ?? null
}

/** No id of that moment or later is smaller. */
function firstIdAt(at: number): string {
  const time = Math.max(0, at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

let last = { now: 0, serial: 0 }

/** A version 7 UUID: sorts by time, and within this isolate by the order of asking (RFC 9562, 6.2, method 1). */
export function timeOrderedId(now: number): string {
  last = { now, serial: last.now === now ? last.serial + 1 : 0 }
  const time = now.toString(16).padStart(12, '0')
  const serial = (last.serial & 0xfff).toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${serial}-${crypto.randomUUID().slice(19)}`
}
