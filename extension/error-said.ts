import { said } from './ui/said.ts'

interface Told {
  code: string
  /** The worker's English. */
  text: string
  detail?: string | null | undefined
}

/** What did not happen, by its code, and after it what exactly in this case. */
export function errorSaid({ code, text, detail }: Told): string {
  const translated = said(`error.${code}.text`, '')
  if (!translated) return text
  return detail ? `${translated} ${detail}` : translated
}

/** The step that mends it, by the code of the error; null stays null. */
export function nextSaid({ code, next }: { code: string; next: string | null }): string | null {
  return next === null ? null : said(`error.${code}.next`, next)
}

/** What is wrong and what mends it, as sentences in a row. */
export const problemSaid = (problem: Told & { next: string | null }) =>
  [errorSaid(problem), nextSaid(problem)].filter(Boolean).join(' ')
