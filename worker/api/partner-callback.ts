import type { Context } from 'hono'
import { AppError } from '#shared/errors.ts'
import { type Deps, requireGuid } from '../env.ts'
import { signInRefusal } from '../graph/partner-refusal.ts'
import { readIdToken, redeemPartnerCode, refreshPartner, scopesOf } from '../graph/partner-token.ts'
import { logFailure } from '../log.ts'
import { checkAccount } from '../partner/check.ts'
import { startReading } from '../partner/discover.ts'
import { forgetPartnerTokens } from '../partner/session.ts'
import { storePartner } from '../store/partner.ts'
import { settlePartnerAttempt, takePartnerAttempt } from '../store/partner-attempts.ts'
import { refused, wordsPage } from './consent-page.ts'
import { hashState } from './consent-url.ts'
import { partnerCallbackUrl } from './partner-sign-in.ts'
import type { AppEnv } from './serve.ts'

type Attempt = NonNullable<Awaited<ReturnType<typeof takePartnerAttempt>>>

/**
 * Where Microsoft sends the browser after the sign-in of the partner's account. Nothing is stored before everything was
 * validated, so a failed attempt leaves a connection that works as it is.
 */
export async function answerPartner(deps: Deps, c: Context<AppEnv>): Promise<Response> {
  try {
    const attempt = await takePartnerAttempt(deps, await hashState(c.req.query('state') ?? ''))
    if (!attempt) return failed(c, new AppError('partner.expired'))
    return await settle(deps, c, attempt)
  } catch (error) {
    logFailure({ at: 'partner', requestId: c.get('requestId') }, error)
    return failed(c, new AppError('internal', { cause: error }))
  }
}

async function settle(deps: Deps, c: Context<AppEnv>, attempt: Attempt): Promise<Response> {
  try {
    const account = await connect(deps, c, attempt)
    // Should the queue not take it, the next tick reads the customers. Who waits for the attempt sees it begun.
    await startReading(deps).catch((error) => logFailure({ at: 'partner' }, error))
    await settlePartnerAttempt(deps, attempt.id, null)
    const lines = [
      `${account} is connected. Its customers are being read now.`,
      'Choose in Sidelight which of them to take in.',
    ]
    return wordsPage(c, { tone: 'done', title: 'The partner is connected', lines })
  } catch (error) {
    const problem = error instanceof AppError ? error : new AppError('internal', { cause: error })
    if (problem.code === 'internal') logFailure({ at: 'partner', requestId: c.get('requestId') }, error)
    await settlePartnerAttempt(deps, attempt.id, problem)
    return failed(c, problem)
  }
}

/** Validates who signed in, how, and what the account may do; then stores it. Gives its sign-in name. */
async function connect(deps: Deps, c: Context<AppEnv>, attempt: Attempt): Promise<string> {
  const { env } = deps
  const code = codeOf(c)
  const redirectUri = partnerCallbackUrl(env)
  const first = await redeemPartnerCode(deps, { code, verifier: attempt.verifier, redirectUri })
  const claims = readIdToken(deps, first.id)
  if ((await hashState(claims.nonce)) !== attempt.nonceHash) throw new AppError('partner.failed')
  if (first.refresh === null)
    throw new AppError('partner.failed', { detail: 'Lasting access was not granted.' })
  const tenantId = requireGuid(env, 'MSP_TENANT_ID')
  const scope = scopesOf(env, 'center')
  const second = await refreshPartner(deps, { refresh: first.refresh, tenantId, scope })
  await checkAccount(deps, { graph: first.access, center: second.access })
  const account = claims.preferred_username || claims.name || claims.oid
  const refresh = second.refresh ?? first.refresh
  forgetPartnerTokens(deps)
  await storePartner(deps, { refresh, account, accountId: claims.oid, connectedBy: attempt.createdBy })
  return account
}

function codeOf(c: Context): string {
  const error = c.req.query('error')
  if (error !== undefined) throw signInRefusal(error, c.req.query('error_description') ?? '')
  const code = c.req.query('code') ?? ''
  if (code === '' || code.length > 4096) throw new AppError('partner.failed')
  return code
}

function failed(c: Context, problem: AppError): Response | Promise<Response> {
  return wordsPage(c, refused('The partner was not connected', problem))
}
