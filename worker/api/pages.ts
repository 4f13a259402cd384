import type { Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import { emailOf, nameOf } from '#shared/psa/contact.ts'
import { openHost } from '../psa/open.ts'
import { mappingsByOrganisation } from '../store/mappings.ts'
import type { Call, Handlers } from './handlers.ts'
import { personView } from './person-view.ts'
import { findRequester, visibleTenants } from './requester.ts'
import { summaryOf } from './tenants.ts'

export const pageHandlers = {
  'contacts.resolve': ({ host, contactId }, call) => whoContactIs(call, host, contactId),
  'organisations.resolve': ({ host, organisationId }, call) =>
    whatOrganisationHas(call, host, organisationId),
} satisfies Partial<Handlers>

async function whoContactIs(call: Call, host: string, id: string): Promise<Output<'contacts.resolve'>> {
  const { api, connection } = await openHost(call, host)
  if (!api.contact) throw new AppError('psa.unsupported')
  const read = await api.contact(id)
  const contact = { id: read.id, name: nameOf(read), email: emailOf(read) }
  const organisation = await organisationOf(call, api, connection.id, read.organisationId)
  const asked = { contact, organisation, connectionId: connection.id, what: `The contact ${contact.name}` }
  const answer = await findRequester(call, asked)
  if ('why' in answer) return { found: 'nobody', ...answer }
  const view = await personView(call, call.caller, answer.tenantId, answer.personId)
  return { found: 'person', contact, by: answer.by, view }
}

async function whatOrganisationHas(
  call: Call,
  host: string,
  id: string,
): Promise<Output<'organisations.resolve'>> {
  const { api, connection } = await openHost(call, host)
  const connectionId = connection.id
  const organisation = await organisationOf(call, api, connectionId, id)
  const tenantIds = await visibleTenants(call, { connectionId, organisation })
  const tenants = await Promise.all(tenantIds.map((tenantId) => summaryOf(call, tenantId)))
  return { organisation: { connectionId, organisationId: id, name: organisation.name }, tenants }
}

/** A mapping knows its name; one that is not mapped is asked for at the PSA. */
async function organisationOf(call: Call, api: PsaApi, connectionId: string, id: string) {
  const [mapping] = await mappingsByOrganisation(call, connectionId, id)
  return { id, name: mapping?.organisationName ?? (await api.organisation(id)).name }
}
