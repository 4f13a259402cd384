import { AppError } from '#shared/errors.ts'

const timeoutMs = 20_000
const largestBytes = 5_000_000

export interface Download {
  text: string
  etag: string | null
}

/**
 * Microsoft's table of product names, from its published address; `unchanged` = the one with this etag still holds.
 * Only https, nothing is sent along. Raises config.missing, graph.unavailable, graph.malformed.
 */
export async function downloadProductNames(
  address: string,
  etag: string | null,
): Promise<Download | 'unchanged'> {
  if (!isHttps(address))
    throw new AppError('config.missing', { detail: 'PRODUCT_NAMES_URL is not an https address.' })
  const response = await request(address, etag)
  if (response.status === 304 && etag !== null) return 'unchanged'
  // An address of ours may lead on to another place of Microsoft's, but not to an open connection.
  if (response.status !== 200 || (response.url !== '' && !isHttps(response.url))) {
    await response.body?.cancel()
    throw new AppError('graph.unavailable', { detail: `(${response.status})` })
  }
  return { text: decode(await bytesOf(response)), etag: response.headers.get('etag') }
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:'
}

async function request(address: string, etag: string | null): Promise<Response> {
  const headers = { accept: 'text/csv', ...(etag === null ? {} : { 'if-none-match': etag }) }
  try {
    return await fetch(address, { headers, signal: AbortSignal.timeout(timeoutMs) })
  } catch (cause) {
    throw new AppError('graph.unavailable', { cause })
  }
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.byteLength
      if (size > largestBytes) throw new AppError('graph.malformed', { detail: 'The table is too large.' })
      parts.push(part.value)
    }
  } catch (cause) {
    await reader?.cancel().catch(() => undefined)
    throw cause instanceof AppError ? cause : new AppError('graph.unavailable', { cause })
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

/** UTF-8, with or without a mark at its start; what is none is the Windows code page that Excel writes. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
