import type { ClientInput, EndpointName } from '../../../shared/contract.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { mailOf, personId, tenants } from '../../world/people.ts'

/** What the walk sends to an endpoint. A new endpoint without a sample does not compile. */
interface Sample<N extends EndpointName> {
  input: ClientInput<N>
  /** The same request for things that are not there, or not where the caller says: each the same 404. */
  strangers: ClientInput<N>[]
  /** The code of that 404 where it is not the common one. */
  unknown?: ErrorCode
}

const [contoso, fabrikam] = tenants
if (!contoso || !fabrikam) throw new Error('The embedded world has at least two tenants.')
const [mara] = contoso.people
if (!mara) throw new Error('The first tenant has people.')

export const connectedTenants = [contoso.id, fabrikam.id]
const nowhere = '99999999-9999-4999-8999-999999999999'
const rule = {}
const person = { tenantId: contoso.id, personId: personId(contoso, 0) }
const notHere = { tenantId: fabrikam.id, personId: person.personId }
const run = {
  ...person,
  key: '5f0c9a52-3a52-4b5e-9f0e-6a1f4f3f0001',
  action: 'revoke-sessions',
  values: {},
  seen: { displayName: `${mara.first} ${mara.last}`, userPrincipalName: mailOf(contoso, mara) },
}

export const samples: { [N in EndpointName]: Sample<N> } = {
  'session.get': { input: {}, strangers: [] },
  'tenants.connect': {
    input: { apps: 'reader' },
    strangers: [{ apps: 'operator', tenantId: nowhere }],
  },
  'tenants.attempts': { input: {}, strangers: [] },
  'tenants.list': { input: {}, strangers: [] },
  'tenants.get': { input: { tenantId: contoso.id }, strangers: [{ tenantId: nowhere }] },
  'tenants.sync': { input: { tenantId: contoso.id }, strangers: [{ tenantId: nowhere }] },
  'psas.connect': { input: { psa: 'syncro', credentials: {} }, strangers: [] },
  'psas.list': { input: {}, strangers: [] },
  'organisations.list': { input: { connectionId: 'none' }, strangers: [{ connectionId: 'none' }] },
  'mappings.set': {
    input: { tenantId: contoso.id, connectionId: 'none', organisationId: '1', rule },
    strangers: [
      { tenantId: nowhere, connectionId: 'none', organisationId: '1', rule },
      { tenantId: contoso.id, connectionId: 'none', organisationId: '1', rule },
    ],
  },
  'rules.preview': { input: { tenantId: contoso.id, rule }, strangers: [{ tenantId: nowhere, rule }] },
  'plans.get': { input: { mappingId: 'none' }, strangers: [{ mappingId: 'none' }] },
  'plans.approve': { input: { planId: 'none' }, strangers: [{ planId: 'none' }] },
  'tickets.resolve': {
    input: { host: 'lamplight.syncromsp.com', ticketId: '1' },
    // A host of no connected account is psa.notConnected: an administrator mends that, and it tells nothing.
    strangers: [],
  },
  'persons.get': {
    input: person,
    strangers: [{ tenantId: nowhere, personId: person.personId }, { ...person, personId: nowhere }, notHere],
  },
  'actions.run': {
    input: run,
    strangers: [
      { ...run, tenantId: nowhere },
      { ...run, personId: nowhere },
      { ...run, ...notHere },
    ],
  },
  'audit.list': { input: {}, strangers: [] },
}
