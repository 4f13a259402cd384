import * as v from 'valibot'
import { type EndpointMap, PsaHost, PsaRecordId } from './basics.ts'
import { Nobody, PersonView } from './persons.ts'
import { TenantSummary } from './tenants.ts'

const ContactAnswer = v.variant('found', [
  v.object({
    found: v.literal('person'),
    contact: v.object({ id: v.string(), name: v.string(), email: v.nullable(v.string()) }),
    by: v.picklist(['link', 'email']),
    view: PersonView,
  }),
  v.object({ found: v.literal('nobody'), ...Nobody.entries }),
])

const OrganisationAnswer = v.object({
  organisation: v.object({
    connectionId: v.string(),
    organisationId: v.string(),
    name: v.string(),
  }),
  /** Those mapped to it that the caller may see; none = not mapped, as far as the caller is concerned. */
  tenants: v.array(TenantSummary),
})

/** What pages of a PSA that are not tickets are about. */
export const pageEndpoints = {
  'contacts.resolve': {
    input: v.object({ host: PsaHost, contactId: PsaRecordId }),
    output: ContactAnswer,
  },
  'organisations.resolve': {
    input: v.object({ host: PsaHost, organisationId: PsaRecordId }),
    output: OrganisationAnswer,
  },
} as const satisfies EndpointMap
