import { addressProblem } from '#shared/psa/address.ts'
import { type Deps, requireVariable } from '../env.ts'
import { retryAfterSeconds } from '../graph/retry-after.ts'

/**
 * The sender of alerts, as Standard Webhooks 1.0.0 says:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export interface Receiver {
  url: string
  /** whsec_ and base64 of the key */
  secret: string
}
export interface WebhookMessage {
  /** The same on every try; without a dot, which parts what is signed */
  id: string
  body: string
}
/** `words`: what came back, for people. gone: the receiver wants nothing any more. */
export type Answer =
  | { is: 'taken' | 'gone'; words: string }
  | { is: 'refused'; words: string; waitSeconds: number }

const prefix = 'whsec_'

/** A new signing secret: 32 random bytes. */
export function newSecret(): string {
  return prefix + toBase64(crypto.getRandomValues(new Uint8Array(32)))
}

/** Why alerts may not go to a typed address, in words, or the address as it is kept. Checked after parsing. */
export function webhookAddress(deps: Deps, typed: string): { url: string } | { wrong: string } {
  const url = URL.parse(typed)
  if (!url) return { wrong: 'It is not a whole address.' }
  const problem = addressProblem(url)
  if (problem !== null) return { wrong: problem }
  const own = URL.parse(requireVariable(deps.env, 'PUBLIC_URL'))?.hostname
  if (url.hostname === own) return { wrong: 'It is the address of this server.' }
  url.hash = ''
  return { url: url.href }
}

/** Posts one message, once. Redirects are not followed, and nothing of an answer counts but its status. */
export async function post(
  deps: Deps,
  receiver: Receiver,
  message: WebhookMessage,
  timeoutMs = 10_000,
): Promise<Answer> {
  // The server may have moved to that address since it was set.
  const address = webhookAddress(deps, receiver.url)
  if ('wrong' in address) return refused(address.wrong)
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const headers = await headersOf(deps, receiver.secret, message)
    const { body } = message
    const request = fetch(address.url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const response = await Promise.race([request, timedOut(signal)])
    response.body?.cancel().catch(() => undefined)
    return answerOf(deps, response)
  } catch {
    const seconds = timeoutMs / 1000
    return refused(signal.aborted ? `It did not answer within ${seconds} seconds.` : 'It did not answer.')
  }
}

async function headersOf(deps: Deps, secret: string, { id, body }: WebhookMessage): Promise<Headers> {
  const timestamp = Math.floor(deps.now() / 1000)
  return new Headers({
    'Content-Type': 'application/json',
    'User-Agent': 'Sidelight',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': await signatureOf(secret, `${id}.${timestamp}.${body}`),
  })
}

/** `v1,` and base64 of the HMAC-SHA256. */
export async function signatureOf(secret: string, signed: string): Promise<string> {
  const raw = Uint8Array.from(atob(secret.slice(prefix.length)), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signed))
  return `v1,${toBase64(new Uint8Array(mac))}`
}

function answerOf(deps: Deps, { status, headers }: Response): Answer {
  if (status >= 200 && status < 300) return { is: 'taken', words: 'The receiver took the message.' }
  if (status === 410) return { is: 'gone', words: 'It answered 410: it is gone for good.' }
  const isElsewhere = status >= 300 && status < 400
  const words = `It answered ${status}${isElsewhere ? ': it is at another address, which is not followed' : ''}.`
  return refused(words, retryAfterSeconds(headers.get('retry-after'), deps.now()) ?? 0)
}

function refused(words: string, waitSeconds = 0): Answer {
  return { is: 'refused', words, waitSeconds }
}

function timedOut(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
