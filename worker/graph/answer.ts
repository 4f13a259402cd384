import { AppError, type ErrorCode } from '#shared/errors.ts'

/** 90 days of Secure Score with all controls are about 13 MB; nothing that we ask for is larger. */
const largestBytes = 32 * 1024 * 1024

/** The answer's text, refused with `code` when it is larger than a sane answer or breaks off. */
export async function textOf(response: Response, code: ErrorCode): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > largestBytes) throw new AppError(code, { detail: 'The answer is too large.' })
      text += decoder.decode(value, { stream: true })
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined)
    throw cause instanceof AppError ? cause : new AppError(code, { detail: 'The answer broke off.', cause })
  }
}

/** Parsed JSON; undefined for an empty answer. */
export function jsonOf(text: string, code: ErrorCode): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError(code, { detail: 'The answer is not JSON.', cause })
  }
}
