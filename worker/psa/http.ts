import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { HttpPort, PsaApiDefinition, PsaRequest, Query } from '#shared/psa/api.ts'
import { requestUrl, tokenUrl } from './address.ts'
import { readJson, refusalOf } from './answer.ts'
import { concealing } from './conceal.ts'

export interface PsaAccount {
  api: PsaApiDefinition
  account: string
  credentials: Record<string, string>
  now(): number
  /** Runs before every single request, for those who keep count of them. */
  beforeRequest?(): Promise<void>
  /** How long a request may take, its answer included; 15 by default. */
  timeoutSeconds?: number
}

/** What is sent once everything is in it. */
interface Sending {
  method: PsaRequest['method']
  url: URL
  headers: Headers
  body: string | null
  /** A write that may not be repeated when its answer is lost. */
  isPost: boolean
}

/** Requests to one account of a PSA: its hosts alone, https alone, no redirect followed. */
export function createHttp(target: PsaAccount): HttpPort {
  const token = target.api.token ? createToken(target) : null
  const ask = (
    method: PsaRequest['method'],
    path: string,
    query: Query,
    body: object | null,
    isPost: boolean,
  ) =>
    concealing(target.credentials, () =>
      send(target, { method, path, query, body, headers: {} }, isPost, token),
    )
  return {
    get: (path, query = {}) => withOneRetry(() => ask('GET', path, query, null, false)),
    query: (path, body) => withOneRetry(() => ask('POST', path, {}, body, false)),
    post: (path, body) => ask('POST', path, {}, body, true),
    put: (path, body) => ask('PUT', path, {}, body, false),
    patch: (path, body) => ask('PATCH', path, {}, body, false),
  }
}

interface Token {
  get(): Promise<string>
  /** After a refusal: the one that was used will not do any more. */
  drop(used: string): void
}

async function send(
  target: PsaAccount,
  request: PsaRequest,
  isPost: boolean,
  token: Token | null,
): Promise<unknown> {
  const used = (await token?.get()) ?? null
  try {
    return await exchange(target, sendingOf(target, request, isPost, used))
  } catch (error) {
    if (used === null || !isCode(error, 'psa.keyRefused')) throw error
    // It may only have run out; a refusal at the door did nothing, so a write may be sent once more.
    token?.drop(used)
    return exchange(target, sendingOf(target, request, isPost, (await token?.get()) ?? null))
  }
}

function sendingOf(
  { api, account, credentials }: PsaAccount,
  request: PsaRequest,
  isPost: boolean,
  token: string | null,
): Sending {
  const { method, path, query, body, headers } = api.sign(request, credentials, token)
  return {
    method,
    url: requestUrl(api, account, path, query),
    headers: headersOf(headers, body === null ? null : 'application/json'),
    body: body === null ? null : JSON.stringify(body),
    isPost,
  }
}

/** workerd encodes other characters in a way of its own and prints the whole header, the key with it, to its log. */
function headersOf(own: Record<string, string>, contentType: string | null): Headers {
  if (Object.values(own).some((value) => !/^[\x20-\x7e]*$/.test(value))) throw new AppError('psa.keyRefused')
  return new Headers({
    Accept: 'application/json',
    'User-Agent': 'Sidelight',
    ...(contentType ? { 'Content-Type': contentType } : {}),
    ...own,
  })
}

function createToken(target: PsaAccount): Token {
  const { api, account, credentials } = target
  let pending: Promise<string> | null = null
  let known: string | null = null
  async function ask(): Promise<string> {
    if (!api.token) throw new AppError('internal')
    const answer = await exchange(target, {
      method: 'POST',
      url: tokenUrl(api.token.url(account, credentials)),
      headers: headersOf({}, 'application/x-www-form-urlencoded'),
      body: new URLSearchParams(api.token.form(account, credentials)).toString(),
      isPost: false,
    })
    known = api.token.read(answer)
    if (known === null)
      throw new AppError('psa.malformed', { detail: 'The answer to the sign-in holds no token.' })
    return known
  }
  return {
    get: () => {
      pending ??= ask().catch((error) => {
        pending = null
        throw error
      })
      return pending
    },
    drop(used) {
      if (used !== known) return
      // Forgotten, so that a second request that was refused with it does not ask once more.
      known = null
      pending = null
    },
  }
}

async function exchange(target: PsaAccount, sending: Sending): Promise<unknown> {
  await target.beforeRequest?.()
  const { method, url, headers, body, isPost } = sending
  const signal = AbortSignal.timeout((target.timeoutSeconds ?? 15) * 1000)
  const response = await answered(isPost, signal, () =>
    fetch(url, { method, headers, body, redirect: 'manual', signal }),
  )
  if (response.status >= 300) {
    throw await answered(isPost, signal, () => refusalOf(response, isPost, target.api.refusal, target.now()))
  }
  return answered(isPost, signal, () => readJson(response, isPost ? 'psa.unknownOutcome' : 'psa.malformed'))
}

/** An answer that never came or broke off: after a POST nobody knows whether it was done. */
async function answered<T>(isPost: boolean, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await Promise.race([work(), timedOut(signal)])
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const code: ErrorCode = isPost ? 'psa.unknownOutcome' : 'psa.unavailable'
    throw new AppError(code, { cause })
  }
}

function timedOut(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Reading is safe to repeat: once, when nothing came back. */
async function withOneRetry<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (isCode(error, 'psa.unavailable')) return request()
    throw error
  }
}

function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof AppError && error.code === code
}
