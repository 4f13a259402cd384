import type { ActionResult } from '#shared/actions/define.ts'
import type { ActionOutcome, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Call } from '../api/handlers.ts'
import { type Deps, requireVariable } from '../env.ts'
import { logFailure } from '../log.ts'
import { intentOf } from '../store/audit.ts'
import { burnHandover, findHandover, type Handover, storeHandover } from '../store/handovers.ts'
import { auditRow } from './record.ts'
import { createToken, hashToken, isToken, openWith, sealWith } from './token-seal.ts'

const hourMs = 3_600_000
type Secret = NonNullable<ActionResult['secret']>

interface Made {
  input: HandlerInput<'actions.run'>
  use: { actionId: string }
}

/**
 * What the technician gets of a secret: itself, or a one-time link where that was asked for. The link is made here, in
 * the moment of the answer, and not of what a client sends: nobody can publish words of their own under our address,
 * and the secret never travels to the technician at all. A link that cannot be made must not cost the secret.
 */
export async function handOver(
  call: Call,
  made: Made,
  secret: Secret | null,
): Promise<Pick<ActionOutcome, 'secret' | 'handover'>> {
  const { handover: wanted } = made.input
  if (!secret || !wanted) return { secret, handover: null }
  try {
    return { secret: null, handover: await createLink(call, made, secret, wanted.hours) }
  } catch (error) {
    logFailure({ at: 'action', requestId: call.requestId }, error)
    return { secret, handover: null }
  }
}

async function createLink(call: Call, { input, use }: Made, secret: Secret, hours: number) {
  const { actionId } = use
  const { tenantId } = input
  const token = createToken()
  const expiresAt = call.now() + hours * hourMs
  const sealed = await sealWith(token, actionId, JSON.stringify(secret))
  const text = `Made a one-time link for ${input.seen.userPrincipalName}, for ${hours} h`
  const row = auditRow(
    call,
    { ...input, action: linkAction },
    { actionId, outcome: 'done', text, code: null },
  )
  await storeHandover(call, { tokenHash: await hashToken(token), actionId, tenantId, expiresAt, sealed }, row)
  const url = `${requireVariable(call.env, 'PUBLIC_URL')}/handover/${token}`
  return { url, expiresAt: new Date(expiresAt).toISOString() }
}

const linkAction = 'one-time-link'

/** How a link stands, for whoever has its token; looking changes nothing. Null = there is no such link. */
export async function lookAtLink(deps: Deps, token: string): Promise<Handover | null> {
  return isToken(token) ? findHandover(deps, await hashToken(token)) : null
}

/** Opens a link and burns it. Null = it was opened before, it is too late, or there is no such link. */
export async function openLink(deps: Deps, token: string, requestId: string): Promise<Secret | null> {
  const found = await lookAtLink(deps, token)
  const intent = found && (await intentOf(deps, found.actionId))
  if (!found || !intent) return null
  const { id: _id, at: _at, ...about } = intent
  const sealed = await burnHandover(deps, await hashToken(token), {
    ...about,
    ...{ outcome: 'done', action: linkAction, code: null, requestId },
    ...{ actorTenantId: '', actorId: '', actorName: 'Whoever has the link' },
    text: 'Opened the one-time link',
  })
  if (sealed === null) return null
  return readSecret(await openWith(token, found.actionId, sealed))
}

function readSecret(plain: string): Secret {
  const { label, value } = JSON.parse(plain) as Record<string, unknown>
  if (typeof label !== 'string' || typeof value !== 'string') throw new AppError('internal')
  return { label, value }
}
