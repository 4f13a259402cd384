/** What MySQL answers to a value that does not fit; ITFlow turns it into a 500 without a word. */
export class SqlError extends Error {}

const longest = 200

/** PHP's strip_tags, near enough: `<` and whatever follows, unless a blank does, up to `>` outside quotes or the end. */
function stripTags(text: string): string {
  let kept = ''
  let quote: string | null = null
  let isInside = false
  for (const [at, character] of [...text].entries()) {
    if (character === '\0') continue
    if (!isInside) {
      isInside = character === '<' && !/\s/.test([...text][at + 1] ?? '')
      if (!isInside) kept += character
    } else if (quote !== null) {
      if (character === quote) quote = null
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') isInside = false
  }
  return kept
}

/** A text column of 200 characters. */
export function textColumn(value: unknown): string {
  const text = stripTags(asText(value)).replace(/^[ \n\r\t\v\0]+|[ \n\r\t\v\0]+$/g, '')
  if ([...text].length > longest) throw new SqlError('Data too long for column')
  return text
}

/** Telephone numbers: digits alone. */
export function digitsColumn(value: unknown): string {
  return textColumn(asText(value).replace(/\D/g, ''))
}

export const longColumn = (value: unknown): string => stripTags(asText(value)).trim()

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value)
}

/** PHP's intval: the number at the beginning, 0 when there is none. */
export function asInteger(value: unknown): number {
  return Number(/^\s*-?\d+/.exec(asText(value))?.[0] ?? 0)
}

/** utf8mb4_general_ci: case and accents are no difference, nor are blanks at the end. */
export function collated(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trimEnd()
}

/** "2026-11-02 09:00:00", without a zone. */
export function asTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
