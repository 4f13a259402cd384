import type { Context } from 'hono'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { readerGraph } from '../graph/client.ts'
import { proveTenant } from '../graph/prove.ts'
import { forgetToken } from '../graph/token.ts'
import { logFailure } from '../log.ts'
import { type ConsentRow, continueConsent, settleConsent, takeConsent } from '../store/consents.ts'
import { findTenant, upsertConnectedTenant, upsertPendingTenant } from '../store/tenants.ts'
import { noteGranted } from '../sync/grants.ts'
import { isNotYet, proveOperator, settleOperator } from '../sync/prove-consents.ts'
import { startSync } from '../sync/start.ts'
import { type ConsentNews, consentPage } from './consent-page.ts'
import { consentRefusal } from './consent-refusal.ts'
import { consentUrl, createState, hashState } from './consent-url.ts'
import type { AppEnv } from './serve.ts'

/** What an answer leads to: a page, or on to the consent for the second application. */
type Reply = { news: ConsentNews } | { redirect: string }

/**
 * Where Microsoft sends the browser after the consent page. No one is signed in here: the single-use state says
 * which attempt it is, and everything else in the address is hearsay until Graph has confirmed it.
 */
export async function answerConsent(deps: Deps, c: Context<AppEnv>): Promise<Response> {
  try {
    const attempt = await takeConsent(deps, await hashState(c.req.query('state') ?? ''))
    if (!attempt) return consentPage(c, { failed: new AppError('consent.expired') })
    const reply = await settle(deps, attempt, c)
    return 'redirect' in reply ? c.redirect(reply.redirect, 302) : consentPage(c, reply.news)
  } catch (error) {
    logFailure({ at: 'consent', requestId: c.get('requestId') }, error)
    return consentPage(c, {
      failed: error instanceof AppError ? error : new AppError('internal', { cause: error }),
    })
  }
}

async function settle(deps: Deps, attempt: ConsentRow, c: Context<AppEnv>): Promise<Reply> {
  const isOperator = attempt.tenantId !== null || attempt.asks[0] === 'operator'
  const answer = readAnswer(attempt, c)
  if (isOperator) return settleSecond(deps, attempt, answer)
  if (answer instanceof AppError) return fail(deps, attempt, answer)
  const reader = await connectReader(deps, attempt, answer, c)
  if (reader instanceof AppError) return fail(deps, attempt, reader)
  if (attempt.asks.includes('operator')) return askForOperator(deps, attempt, answer, reader)
  const outcome = reader
  await settleConsent(deps, attempt.id, {
    outcome,
    tenantId: answer,
    pending: outcome === 'pending' ? ['reader'] : [],
  })
  return { news: { tenant: await nameOf(deps, answer), reader } }
}

/** The tenant that is said to have agreed, or why there is none. A refusal carries `admin_consent=True` too. */
function readAnswer(attempt: ConsentRow, c: Context): string | AppError {
  const error = c.req.query('error')
  if (error !== undefined) return consentRefusal(error, c.req.query('error_description') ?? '')
  const tenantId = c.req.query('tenant')?.toLowerCase() ?? ''
  const isAnswer = c.req.query('admin_consent')?.toLowerCase() === 'true' && isGuid.test(tenantId)
  if (!isAnswer) return new AppError('consent.failed')
  const expected = attempt.expectedTenantId
  return expected !== null && expected !== tenantId ? new AppError('consent.otherTenant') : tenantId
}
const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function fail(deps: Deps, attempt: ConsentRow, problem: AppError): Promise<Reply> {
  await settleConsent(deps, attempt.id, { outcome: 'failed', pending: [], problem })
  return { news: { failed: problem } }
}

/** Proves the tenant and stores what is known; a consent that cannot be used yet leaves it to the sync. */
async function connectReader(deps: Deps, attempt: ConsentRow, tenantId: string, c: Context) {
  try {
    // A token from before the consent would lack its permissions.
    forgetToken(deps, tenantId, 'reader')
    const facts = await proveTenant(readerGraph(deps, tenantId, { priority: 'high' }), tenantId)
    await upsertConnectedTenant(deps, facts, attempt.createdBy)
    await noteGranted(deps, tenantId, 'reader')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (!isNotYet(error)) return error
    await upsertPendingTenant(deps, tenantId, attempt.createdBy)
    return 'pending'
  }
  // Should the queue not take it, the tenant is due at the next tick.
  const started = startSync(deps, tenantId).catch((error) => logFailure({ at: 'consent', tenantId }, error))
  c.executionCtx.waitUntil(started)
  return 'connected'
}

async function askForOperator(
  deps: Deps,
  attempt: ConsentRow,
  tenantId: string,
  outcome: 'connected' | 'pending',
): Promise<Reply> {
  const state = createState()
  const pending = outcome === 'pending' ? attempt.asks : attempt.asks.filter((app) => app !== 'reader')
  await continueConsent(deps, attempt.id, await hashState(state), { outcome, tenantId, pending })
  return { redirect: consentUrl(deps.env, 'operator', tenantId, state) }
}

/** The operator's answer; whatever it is, a reader that was connected before stays connected. */
async function settleSecond(deps: Deps, attempt: ConsentRow, answer: string | AppError): Promise<Reply> {
  const tenantId = attempt.tenantId ?? attempt.expectedTenantId
  if (tenantId === null) throw new AppError('consent.failed')
  const refusal = answer instanceof AppError ? answer : await proveOperator(deps, tenantId)
  await settleOperator(deps, attempt, tenantId, refusal)
  const reader = attempt.pending.includes('reader') ? 'pending' : 'connected'
  const operator = refusal === null ? 'connected' : isNotYet(refusal) ? 'pending' : refusal
  return { news: { tenant: await nameOf(deps, tenantId), reader, operator } }
}

/** Null while Microsoft has not told us the name. */
async function nameOf(deps: Deps, tenantId: string): Promise<string | null> {
  const row = await findTenant(deps, tenantId)
  return row === null || row.name === row.id ? null : row.name
}
