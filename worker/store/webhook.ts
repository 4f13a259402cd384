import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { webhook } from './schema.ts'
import { type Place, seal, unseal } from './secrets.ts'

export type WebhookRow = typeof webhook.$inferSelect

/** There is one webhook, or none. */
const rowId = 'alerts'
const place: Place = { table: 'webhook', rowId, field: 'sealed' }

/** Whether messages are kept for the webhook, in SQL: a receiver that is gone for good is sent nothing more. */
export const isListening = `EXISTS (SELECT 1 FROM webhook WHERE problem_code IS NOT 'webhook.gone')`

export async function findWebhook(deps: Deps): Promise<WebhookRow | null> {
  return (await database(deps.env).select().from(webhook).get()) ?? null
}

/** The signing secret, opened. */
export function secretOf(deps: Deps, row: WebhookRow): Promise<string> {
  return unseal(deps.env, place, row.sealed)
}

/** Sets the address and the secret anew; whatever was wrong is over. */
export async function storeWebhook(
  deps: Deps,
  { url, secret, by }: { url: string; secret: string; by: string },
): Promise<void> {
  const fresh = {
    ...{ url, sealed: await seal(deps.env, place, secret), setAt: deps.now(), setBy: by },
    ...{ lastDeliveredAt: null, problemCode: null, problemDetail: null, problemSince: null },
  }
  await database(deps.env)
    .insert(webhook)
    .values({ id: rowId, ...fresh })
    .onConflictDoUpdate({ target: webhook.id, set: fresh })
}

/** Nothing is sent any more, what waits neither. */
export async function removeWebhook({ env }: Deps): Promise<void> {
  await env.DB.batch([env.DB.prepare('DELETE FROM webhook'), env.DB.prepare('DELETE FROM delivery')])
}

/** For batches: the receiver took a message. That messages were given up stays until a person has tested it. */
export function noteTaken({ env, now }: Deps, { isTest }: { isTest: boolean }): D1PreparedStatement {
  const ends = `problem_code IS NOT 'webhook.givenUp' OR ?2`
  const kept = (column: string) => `${column} = CASE WHEN ${ends} THEN NULL ELSE ${column} END`
  return env.DB.prepare(
    `UPDATE webhook SET last_delivered_at = ?1, ${kept('problem_detail')}, ${kept('problem_since')},
       ${kept('problem_code')}`,
  ).bind(now(), isTest ? 1 : 0)
}

/** What is wrong with the receiver, with its beginning. Later failures do not hide that messages were given up. */
export function noteTrouble({ env, now }: Deps, code: ErrorCode, detail: string | null): D1PreparedStatement {
  return env.DB.prepare(
    `UPDATE webhook SET problem_since = CASE WHEN problem_code IS ?1 THEN problem_since ELSE ?3 END,
       problem_code = ?1, problem_detail = ?2
     WHERE (problem_code IS NOT 'webhook.givenUp' OR ?1 = 'webhook.gone')
       AND (problem_code, problem_detail) IS NOT (?1, ?2)`,
  ).bind(code, detail, now())
}

/** For a batch with `noteTrouble`: what waits for a receiver that is gone goes too. */
export function dropAll({ env }: Deps): D1PreparedStatement {
  return env.DB.prepare('DELETE FROM delivery')
}
