import * as v from 'valibot'
import { NumberId as Id, readerOf, Text } from '../answer.ts'
import type { PsaOrganisation } from '../api.ts'
import { webDomains } from '../web-domain.ts'

/* The answers of ConnectWise PSA's REST API: its OpenAPI description, 2025.16, as published clients hold it. */
export const read = readerOf('ConnectWise PSA')

const Reference = v.pipe(
  v.object({ id: Id, name: Text }),
  v.transform(({ id, name }) => ({ id, name: name ?? `Record ${id}` })),
)

export const Company = v.pipe(
  v.object({ id: Id, name: Text, website: Text, deletedFlag: v.nullish(v.boolean(), false) }),
  v.transform(
    ({ id, name, website, deletedFlag }): PsaOrganisation => ({
      id,
      name: name ?? `Company ${id}`,
      email: null,
      disabled: deletedFlag === true,
      domains: webDomains(website),
    }),
  ),
)
export const Companies = v.array(Company)

export const Ticket = v.object({
  id: Id,
  summary: Text,
  company: v.nullish(Reference, null),
  contact: v.nullish(Reference, null),
  contactEmailAddress: Text,
})

export const Communications = v.array(
  v.object({ value: Text, communicationType: Text, defaultFlag: v.nullish(v.boolean(), false) }),
)
export type Communications = v.InferOutput<typeof Communications>

export const Note = v.object({
  id: Id,
  detailDescriptionFlag: v.nullish(v.boolean(), false),
  resolutionFlag: v.nullish(v.boolean(), false),
})

export const Anything = v.array(v.unknown())

const Refusal = v.object({ message: Text, errors: v.nullish(v.array(v.object({ message: Text })), []) })

/** What a refusal says: each of `errors`, or `message` where there are none. */
export function refusalWords(body: unknown): string | null {
  const parsed = v.safeParse(Refusal, body)
  if (!parsed.success) return null
  const { message, errors } = parsed.output
  return errors?.flatMap((error) => error.message ?? []).join('; ') || message
}
