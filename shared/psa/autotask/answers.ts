import * as v from 'valibot'
import { NumberId as Id, readerOf, Text } from '../answer.ts'
import type { PsaOrganisation } from '../api.ts'
import { webDomains } from '../web-domain.ts'

/* The answers of Autotask's REST API, as autotask.net/help/DeveloperHelp/Content/APIs/REST/ gives them. */
export const read = readerOf('Autotask')

export const Company = v.pipe(
  v.object({
    id: Id,
    companyName: Text,
    webAddress: Text,
    isActive: v.nullish(v.union([v.boolean(), v.number()]), true),
  }),
  v.transform(
    ({ id, companyName, webAddress, isActive }): PsaOrganisation => ({
      id,
      name: companyName ?? `Company ${id}`,
      email: null,
      disabled: !isActive,
      domains: webDomains(webAddress),
    }),
  ),
)

export const Ticket = v.object({
  id: Id,
  ticketNumber: Text,
  title: Text,
  companyID: v.nullish(Id, null),
  contactID: v.nullish(Id, null),
})

export const Contact = v.pipe(
  v.object({ id: Id, firstName: Text, lastName: Text, emailAddress: Text }),
  v.transform(({ id, firstName, lastName, emailAddress }) => ({
    id,
    name: [firstName, lastName].filter(Boolean).join(' ') || emailAddress || `Contact ${id}`,
    email: emailAddress,
  })),
)

/** Documented: what the user may not see is missing from answers as what is not there. */
export const ItemOf = <S extends v.GenericSchema>(schema: S) => v.object({ item: v.nullable(schema) })

export const PageOf = <S extends v.GenericSchema>(schema: S) =>
  v.object({ items: v.array(schema), pageDetails: v.object({ nextPageUrl: Text }) })

export const Zone = v.object({ url: Text })
export const Created = v.object({ itemId: Id })

const Choice = v.object({
  value: Id,
  label: Text,
  isActive: v.nullish(v.boolean(), true),
  isDefaultValue: v.nullish(v.boolean(), false),
})
export type Choice = v.InferOutput<typeof Choice>

export const FieldInformation = v.object({
  fields: v.array(v.object({ name: v.string(), picklistValues: v.nullish(v.array(Choice), []) })),
})

const Refusal = v.object({ errors: v.array(v.string()) })

export function refusalWords(body: unknown): string | null {
  const parsed = v.safeParse(Refusal, body)
  return parsed.success ? parsed.output.errors.join('; ') || null : null
}
