import * as v from 'valibot'
import { NumberId as Id, readerOf, Text } from '../answer.ts'
import type { PsaOrganisation } from '../api.ts'
import { webDomains } from '../web-domain.ts'

/* The answers of Zammad's REST API, as docs.zammad.org/en/latest/api/ gives them. */
export const read = readerOf('Zammad')

export const Organisation = v.pipe(
  v.object({ id: Id, name: Text, domain: Text, active: v.nullish(v.boolean(), true) }),
  v.transform(
    ({ id, name, domain, active }): PsaOrganisation => ({
      id,
      name: name ?? `Organisation ${id}`,
      email: null,
      disabled: active === false,
      domains: webDomains(domain),
    }),
  ),
)
export const Organisations = v.array(Organisation)

/** `organization` is its name, because requests say expand=true. */
export const Ticket = v.pipe(
  v.object({
    id: Id,
    number: Id,
    title: Text,
    organization_id: v.nullish(Id, null),
    organization: Text,
    customer_id: v.nullish(Id, null),
  }),
  v.transform(({ organization_id: id, organization: name, ...ticket }) => ({
    ...ticket,
    organisation: id === null ? null : { id, name: name ?? `Organisation ${id}` },
  })),
)

export const User = v.pipe(
  v.object({ id: Id, firstname: Text, lastname: Text, login: Text, email: Text }),
  v.transform(({ id, firstname, lastname, login, email }) => ({
    id,
    name: [firstname, lastname].filter(Boolean).join(' ') || login || email || `User ${id}`,
    email,
    // Every Zammad has this user from its first day: tickets that nobody asked for are its.
    isSystem: login === '-',
  })),
)

export const Article = v.object({ id: Id, internal: v.boolean() })

const Refusal = v.object({ error_human: Text, error: Text })

export function refusalWords(body: unknown): string | null {
  const parsed = v.safeParse(Refusal, body)
  return parsed.success ? (parsed.output.error_human ?? parsed.output.error) : null
}
