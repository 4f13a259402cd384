import * as v from 'valibot'
import { AppError, type ErrorCode } from '../errors.ts'

/** A text that may be null, absent or blank; all three are null. */
export const Text = v.pipe(
  v.nullish(v.string(), null),
  v.transform((text) => text?.trim() || null),
)

/** An id that is a whole number, as a number or as its digits. */
export const NumberId = v.pipe(
  v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.regex(/^\d+$/))]),
  v.transform(String),
)

/** Parses the answers of one PSA; `code` is the error for one that does not fit. */
export function readerOf(psa: string) {
  return <S extends v.GenericSchema>(
    schema: S,
    answer: unknown,
    what: string,
    code: ErrorCode = 'psa.malformed',
  ): v.InferOutput<S> => {
    const parsed = v.safeParse(schema, answer)
    if (parsed.success) return parsed.output
    const [issue] = parsed.issues
    throw new AppError(code, {
      detail: `${psa}’s answer about ${what} is not as documented (${v.getDotPath(issue) ?? 'all of it'}).`,
    })
  }
}

/** The domain of a web address as people type it, without www: lower-case, null where there is none. */
export function domainOf(address: string | null): string | null {
  const found = address?.match(/^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[/:?#]|$)/i)
  return found?.[1]?.toLowerCase() ?? null
}
