import * as v from 'valibot'

/** Parts that every noun of the contract is made of. Times are ISO 8601 in UTC. */
export const Guid = v.pipe(v.string(), v.toLowerCase(), v.uuid('This is not a GUID.'))
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
/** Where a listing goes on; given back as it came. */
export const After = v.optional(v.pipe(v.string(), v.maxLength(128)))
/** Host and id in the address of a PSA's page: nothing else that a page says is believed. */
export const PsaHost = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(1), v.maxLength(253))
export const PsaRecordId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(64),
  v.regex(/^[\w-]+$/, 'This is not an id of the ticket system.'),
)
export const Time = v.string()
export const Count = v.number()

export type EndpointMap = Record<string, { input: v.GenericSchema; output: v.GenericSchema }>

/** What of a text belongs to this case alone: it stands behind the words of its code, in whatever language those are. */
export const Detail = v.optional(v.nullable(v.string()))

/** What is wrong, in words; `code` is one of shared/errors.ts (a string here: the server may be newer). */
export const Problem = v.object({
  code: v.string(),
  text: v.string(),
  detail: Detail,
  next: v.nullable(v.string()),
  since: Time,
})
export type Problem = v.InferOutput<typeof Problem>

/** One field with its old and its new value; null = blank. */
export const FieldChange = v.object({
  field: v.string(),
  label: v.string(),
  old: v.nullable(v.string()),
  new: v.nullable(v.string()),
})
