import { and, asc, eq, sql } from 'drizzle-orm'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { connection, mapping } from './schema.ts'
import { type Place, seal, unseal } from './secrets.ts'

export type ConnectionRow = typeof connection.$inferSelect

/** What a successful check of credentials leaves to store. */
export interface NewConnection {
  psa: string
  account: string
  /** All of the form as filled in, by field name: what is no secret is needed later too. */
  credentials: Record<string, string>
  keyHint: string
  connectedAs: string
  createdBy: string
}

const noProblem = { problemCode: null, problemDetail: null, problemSince: null }
const place = (rowId: string): Place => ({ table: 'connection', rowId, field: 'sealed' })

export async function listConnections(deps: Deps): Promise<ConnectionRow[]> {
  return database(deps.env).select().from(connection).orderBy(asc(connection.psa), asc(connection.account))
}

export async function getConnection(deps: Deps, id: string): Promise<ConnectionRow> {
  const row = await database(deps.env).select().from(connection).where(eq(connection.id, id)).get()
  if (!row) throw new AppError('access.notFound')
  return row
}

async function connectionOfAccount(deps: Deps, psa: string, account: string): Promise<ConnectionRow | null> {
  const row = await database(deps.env)
    .select()
    .from(connection)
    .where(and(eq(connection.psa, psa), eq(connection.account, account)))
    .get()
  return row ?? null
}

/**
 * The credentials of a row, opened. Rows of former versions hold the secret ones alone. Raises psa.disconnected where
 * there are none any more.
 */
export async function credentialsOf(deps: Deps, row: ConnectionRow): Promise<Record<string, string>> {
  if (row.disconnectedAt !== null || row.sealed === '') throw new AppError('psa.disconnected')
  return JSON.parse(await unseal(deps.env, place(row.id), row.sealed)) as Record<string, string>
}

/**
 * Stores an account, or the new key of one that is there, disconnected or not: its mappings, links and trials are found
 * again. Whatever was wrong with it is over.
 */
export async function storeConnection(deps: Deps, input: NewConnection): Promise<ConnectionRow> {
  const now = deps.now()
  const { psa, account, credentials, keyHint, connectedAs, createdBy } = input
  const fresh = crypto.randomUUID()
  // Makes sure that there is a row whose id the credentials can be bound to; of two at once one finds the other's.
  await database(deps.env)
    .insert(connection)
    .values({
      ...{ id: fresh, psa, account, keyHint, connectedAs, createdBy, createdAt: now, checkedAt: now },
      sealed: await seal(deps.env, place(fresh), JSON.stringify(credentials)),
    })
    .onConflictDoNothing({ target: [connection.psa, connection.account] })
  const row = await connectionOfAccount(deps, psa, account)
  if (!row) throw new AppError('internal')
  if (row.id === fresh) return row
  const sealed = await seal(deps.env, place(row.id), JSON.stringify(credentials))
  const changed = {
    sealed,
    keyHint,
    connectedAs,
    checkedAt: now,
    disconnectedAt: null,
    ...noProblem,
  }
  const [updated] = await database(deps.env)
    .update(connection)
    .set(changed)
    .where(eq(connection.id, row.id))
    .returning()
  return updated ?? getConnection(deps, row.id)
}

/** Keeps what is wrong with a connection since when (null: nothing any more). */
export async function noteConnectionProblem(
  deps: Deps,
  row: ConnectionRow,
  problem: AppError | null,
): Promise<void> {
  if ((problem?.code ?? null) === row.problemCode) return
  await database(deps.env)
    .update(connection)
    .set({
      problemCode: problem?.code ?? null,
      problemDetail: problem?.detail ?? null,
      problemSince: problem ? deps.now() : null,
    })
    // Only the key that was tried: a new one may have come meanwhile.
    .where(and(eq(connection.id, row.id), eq(connection.sealed, row.sealed)))
}

/** Keeps what a check has found: whose key it is, or what is wrong with it. */
export async function noteChecked(
  deps: Deps,
  row: ConnectionRow,
  found: { connectedAs: string } | AppError,
): Promise<ConnectionRow> {
  const now = deps.now()
  const outcome =
    found instanceof AppError
      ? {
          problemCode: found.code,
          problemDetail: found.detail ?? null,
          problemSince: sql`CASE WHEN ${connection.problemCode} = ${found.code} THEN ${connection.problemSince} ELSE ${now} END`,
        }
      : { connectedAs: found.connectedAs, ...noProblem }
  const [updated] = await database(deps.env)
    .update(connection)
    .set({ checkedAt: now, ...outcome })
    .where(and(eq(connection.id, row.id), eq(connection.sealed, row.sealed)))
    .returning()
  return updated ?? getConnection(deps, row.id)
}

/** Which of these organisations are mapped, and to which tenant. */
export async function mappedOrganisations(
  deps: Deps,
  connectionId: string,
  organisationIds: string[],
): Promise<Map<string, string>> {
  const asked = sql`(SELECT value FROM json_each(${JSON.stringify(organisationIds)}))`
  const rows = await database(deps.env)
    .select({ organisationId: mapping.organisationId, tenantId: mapping.tenantId })
    .from(mapping)
    .where(and(eq(mapping.connectionId, connectionId), sql`${mapping.organisationId} IN ${asked}`))
  return new Map(rows.map(({ organisationId, tenantId }) => [organisationId, tenantId]))
}
