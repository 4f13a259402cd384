import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { HttpPort, PsaApiDefinition } from '#shared/psa/api.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { requestUrl } from './address.ts'
import { readJson, refusalOf } from './answer.ts'

export interface PsaAccount {
  psa: PsaDefinition
  api: PsaApiDefinition
  account: string
  credentials: Record<string, string>
  now(): number
  /** How long a request may take, its answer included; 15 by default. */
  timeoutSeconds?: number
}

interface Sending {
  method: 'GET' | 'POST' | 'PUT'
  url: URL
  body?: object
}

/** Requests to one account of a PSA: its hosts alone, https alone, no redirect followed. */
export function createHttp(target: PsaAccount): HttpPort {
  const { psa, api, account } = target
  const headers = headersOf(target)
  const url = (path: string, query?: Parameters<typeof requestUrl>[4]) =>
    requestUrl(psa, account, api.baseUrl(account), path, query)
  return {
    get: (path, query) => withOneRetry(() => send(target, headers, { method: 'GET', url: url(path, query) })),
    post: async (path, body) => send(target, headers, { method: 'POST', url: url(path), body }),
    put: async (path, body) => send(target, headers, { method: 'PUT', url: url(path), body }),
  }
}

/** workerd encodes other characters in a way of its own and prints the whole header, the key with it, to its log. */
function headersOf({ api, credentials }: PsaAccount): Headers {
  const own = api.headers(credentials)
  if (Object.values(own).some((value) => !/^[\x20-\x7e]*$/.test(value))) throw new AppError('psa.keyRefused')
  return new Headers({ ...own, Accept: 'application/json', 'User-Agent': 'Sidelight' })
}

async function send(target: PsaAccount, headers: Headers, { method, url, body }: Sending): Promise<unknown> {
  const isPost = method === 'POST'
  const own = new Headers(headers)
  if (body) own.set('Content-Type', 'application/json')
  const signal = AbortSignal.timeout((target.timeoutSeconds ?? 15) * 1000)
  const response = await answered(isPost, signal, () =>
    fetch(url, {
      method,
      headers: own,
      body: body ? JSON.stringify(body) : null,
      redirect: 'manual',
      signal,
    }),
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
    if (error instanceof AppError && error.code === 'psa.unavailable') return request()
    throw error
  }
}
