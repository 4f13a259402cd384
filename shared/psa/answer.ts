import * as v from 'valibot'
import { AppError, type ErrorCode } from '../errors.ts'

/** An id that is a whole number, as a number or as its digits. */
export const NumberId = v.pipe(
  v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.regex(/^\d+$/))]),
  v.transform(String),
)
/** A text that may be null, absent or blank; all three are null. */
export const Text = v.pipe(
  v.nullish(v.string(), null),
  v.transform((text) => text?.trim() || null),
)

export type ReadAnswer = <S extends v.GenericSchema>(
  schema: S,
  answer: unknown,
  what: string,
  code?: ErrorCode,
) => v.InferOutput<S>

/** Parses the answers of one PSA; `code` is the error for one that does not fit. */
export function readerOf(psa: string): ReadAnswer {
  return (schema, answer, what, code = 'psa.malformed') => {
    const parsed = v.safeParse(schema, answer)
    if (parsed.success) return parsed.output
    const [issue] = parsed.issues
    throw new AppError(code, {
      detail: `${psa}’s answer about ${what} is not as documented (${v.getDotPath(issue) ?? 'all of it'}).`,
    })
  }
}
