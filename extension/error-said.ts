import { errors, isErrorCode } from '#shared/errors.ts'
import { said } from './ui/said.ts'

/**
 * What did not happen, by its code. `text` is the worker's English: the text of the code, and after it what exactly
 * in this case, which is kept behind the translation.
 */
export function errorSaid(code: string, text: string): string {
  const translated = said(`error.${code}.text`, '')
  if (!translated) return text
  const english = isErrorCode(code) ? errors[code].text : ''
  return english && text.startsWith(english) ? translated + text.slice(english.length) : translated
}

/** The step that mends it, by the code of the error; null stays null. */
export function nextSaid(code: string, next: string | null): string | null {
  return next === null ? null : said(`error.${code}.next`, next)
}

/** What is wrong and what mends it, as sentences in a row. */
export const problemSaid = ({ code, text, next }: { code: string; text: string; next: string | null }) =>
  [errorSaid(code, text), nextSaid(code, next)].filter(Boolean).join(' ')
