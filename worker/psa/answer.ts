import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { PsaApiDefinition } from '#shared/psa/api.ts'

const bytesLimit = 5 * 1024 * 1024
const wordsLimit = 300
const waitSeconds = { usual: 30, longest: 3600 }

/** The JSON of a successful answer; `unreadable` is the code for one that is too long, no JSON, or cut off. */
export async function readJson(response: Response, unreadable: ErrorCode): Promise<unknown> {
  const text = await readText(response)
  try {
    if (text !== null && !isPage(response)) return JSON.parse(text)
  } catch (cause) {
    throw new AppError(unreadable, { cause })
  }
  const detail = text === null ? 'The answer was too long.' : 'The answer was no JSON.'
  throw new AppError(unreadable, { detail })
}

/** What an answer of status ≥ 300 means. Writes that may have happened all the same are `unknownOutcome`. */
export async function refusalOf(
  response: Response,
  isPost: boolean,
  read: PsaApiDefinition['refusal'],
  now: number,
): Promise<AppError> {
  const { status } = response
  if (status < 400) return redirected(response, isPost)
  const said = read?.({ status, body: await readBody(response), isPost }) ?? { code: null, words: null }
  const code = said.code ?? codeOf(status, isPost)
  if (code === 'psa.throttled') return new AppError(code, { retryAfterSeconds: retryAfter(response, now) })
  return new AppError(code, code === 'psa.rejected' && said.words ? { detail: quoted(said.words) } : {})
}

function redirected(response: Response, isPost: boolean): AppError {
  void response.body?.cancel()
  const detail = 'It sent us to another address, where the key does not go.'
  return new AppError(isPost ? 'psa.unknownOutcome' : 'psa.malformed', { detail })
}

function codeOf(status: number, isPost: boolean): ErrorCode {
  if (status === 401) return 'psa.keyRefused'
  if (status === 403) return 'psa.permission'
  if (status === 404) return 'psa.notFound'
  if (status === 429) return 'psa.throttled'
  if (status < 500) return 'psa.rejected'
  // 503 is said before any work; after the other ones a record may stand there nevertheless.
  return isPost && status !== 503 ? 'psa.unknownOutcome' : 'psa.unavailable'
}

/** Retry-After in seconds (also with a fraction) or as a date, within limits. */
function retryAfter(response: Response, now: number): number {
  const value = response.headers.get('retry-after')?.trim() ?? ''
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  if (!Number.isFinite(seconds)) return waitSeconds.usual
  return Math.min(Math.max(Math.ceil(seconds), 1), waitSeconds.longest)
}

/** The PSA's own words, on one line and of bearable length. */
function quoted(words: string): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  const characters = [...line]
  return `It said: ${characters.length > wordsLimit ? `${characters.slice(0, wordsLimit - 1).join('')}…` : line}`
}

/** Some PSAs call their JSON text/plain or nothing at all; a page is a page, whatever it holds. */
function isPage(response: Response): boolean {
  return /^(text\/html|application\/xhtml)/i.test(response.headers.get('content-type') ?? '')
}

/** The JSON of a refusal, null when it is none: what a refusal says is never worth a failure of its own. */
async function readBody(response: Response): Promise<unknown> {
  try {
    const text = await readText(response)
    return text !== null && !isPage(response) ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** The text of an answer, null when it is longer than the limit. */
async function readText(response: Response): Promise<string | null> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > bytesLimit) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
