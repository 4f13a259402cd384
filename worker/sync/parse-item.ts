import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'

/** Checks items of Graph; one that is not as documented makes the answer unreadable, nothing is guessed. */
export function parserOf<Schema extends v.GenericSchema>(schema: Schema, what: string) {
  return (item: unknown): v.InferOutput<Schema> => {
    const parsed = v.safeParse(schema, item)
    if (parsed.success) return parsed.output
    const path = v.getDotPath(parsed.issues[0])
    throw new AppError('graph.malformed', { detail: `(${what}${path ? `: ${path}` : ''})` })
  }
}

export const ObjectId = v.pipe(v.string(), v.toLowerCase(), v.uuid())
