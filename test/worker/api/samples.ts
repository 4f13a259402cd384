import { freePolicy } from '../../../shared/action-policy.ts'
import type { ClientInput, EndpointName } from '../../../shared/contract.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { IdNameIn, TenantIdName } from '../../../worker/api/admit.ts'
import { mailOf, personId, tenants } from '../../world/people.ts'
import { ticketIds } from '../../world/syncro/seed.ts'

/** Where a limited technician looks: into their own tenant, into another one, into none. */
export type Place = ReturnType<typeof placeIn>

/** What the walk sends to an endpoint. A new endpoint without a sample does not compile. */
interface Plain<N extends EndpointName> {
  input: ClientInput<N>
  /** The same request for things that are not there, or not where the caller says: each the same 404. */
  strangers: ClientInput<N>[]
  /** The code of that 404 where it is not the common one. */
  unknown?: ErrorCode
}
/** An endpoint whose input leads to a tenant, at any depth, says how to ask it about a place. */
type Sample<N extends EndpointName> = Plain<N> &
  (Extract<IdNameIn<ClientInput<N>>, TenantIdName> extends never
    ? unknown
    : { at(place: Place): ClientInput<N> })

const [contoso, fabrikam] = tenants
if (!contoso || !fabrikam) throw new Error('The embedded world has at least two tenants.')
const [mara] = contoso.people
if (!mara) throw new Error('The first tenant has people.')

export const connectedTenants = [contoso.id, fabrikam.id]
const nowhere = '99999999-9999-4999-8999-999999999999'
const rule = {}
const technician = { kind: 'person', id: nowhere, name: 'Nobody' } as const
const person = { tenantId: contoso.id, personId: personId(contoso, 0) }
const notHere = { tenantId: fabrikam.id, personId: person.personId }
const ticket = { host: 'lamplight.syncromsp.com', ticketId: '1' }
const options = { ...person, action: 'assign-licence', field: 'licence' }
const run = {
  ...person,
  key: '5f0c9a52-3a52-4b5e-9f0e-6a1f4f3f0001',
  action: 'revoke-sessions',
  values: {},
  seen: { displayName: `${mara.first} ${mara.last}`, userPrincipalName: mailOf(contoso, mara) },
}

/** What there is in a tenant of the world, under ids that the walk sets up (or that are nowhere). */
function placeIn(name: string, tenant?: typeof contoso) {
  return {
    tenantId: tenant?.id ?? nowhere,
    personId: tenant ? personId(tenant, 2) : nowhere,
    mappingId: `mapping-${name}`,
    planId: `plan-${name}`,
    actionId: `action-${name}`,
  }
}
export const places = {
  mine: placeIn('mine', contoso),
  theirs: placeIn('theirs', fabrikam),
  none: placeIn('none'),
}

export const samples: { [N in EndpointName]: Sample<N> } = {
  'session.get': { input: {}, strangers: [] },
  'tenants.connect': {
    input: { apps: 'reader' },
    strangers: [{ apps: 'operator', tenantId: nowhere }],
    at: ({ tenantId }) => ({ apps: 'operator', tenantId }),
  },
  'tenants.attempts': { input: {}, strangers: [] },
  'tenants.list': { input: {}, strangers: [] },
  'tenants.get': {
    input: { tenantId: contoso.id },
    strangers: [{ tenantId: nowhere }],
    at: ({ tenantId }) => ({ tenantId }),
  },
  'tenants.trends': {
    input: { tenantId: contoso.id },
    strangers: [{ tenantId: nowhere }],
    at: ({ tenantId }) => ({ tenantId }),
  },
  'tenants.hide': {
    input: { tenantId: contoso.id, hidden: true },
    strangers: [{ tenantId: nowhere, hidden: true }],
    at: ({ tenantId }) => ({ tenantId, hidden: true }),
  },
  'tenants.sync': {
    input: { tenantId: contoso.id },
    strangers: [{ tenantId: nowhere }],
    at: ({ tenantId }) => ({ tenantId }),
  },
  'tenants.disconnect': {
    input: { tenantId: contoso.id, dryRun: true },
    strangers: [{ tenantId: nowhere }],
    at: ({ tenantId }) => ({ tenantId, dryRun: true }),
  },
  'psas.connect': { input: { psa: 'syncro', credentials: {} }, strangers: [] },
  'psas.list': { input: {}, strangers: [] },
  'psas.check': { input: { connectionId: 'none' }, strangers: [{ connectionId: 'none' }] },
  'psas.disconnect': {
    input: { connectionId: 'none', dryRun: true },
    strangers: [{ connectionId: 'none' }, { connectionId: 'none', dryRun: true }],
  },
  'psas.trial': {
    input: { connectionId: 'none', kind: 'contact', organisationId: '1' },
    strangers: [
      { connectionId: 'none', kind: 'contact', organisationId: '1' },
      { connectionId: 'none', kind: 'note', seen: true },
    ],
  },
  'organisations.list': { input: { connectionId: 'none' }, strangers: [{ connectionId: 'none' }] },
  'mappings.set': {
    input: { tenantId: contoso.id, connectionId: 'none', organisationId: '1', rule },
    strangers: [
      { tenantId: nowhere, connectionId: 'none', organisationId: '1', rule },
      { tenantId: contoso.id, connectionId: 'none', organisationId: '1', rule },
    ],
    at: ({ tenantId }) => ({ tenantId, connectionId: 'none', organisationId: '1', rule }),
  },
  'mappings.order': {
    input: { tenantId: contoso.id, ids: [] },
    strangers: [{ tenantId: nowhere, ids: [] }],
    at: ({ tenantId }) => ({ tenantId, ids: [] }),
  },
  'mappings.remove': {
    input: { mappingId: 'none' },
    strangers: [{ mappingId: 'none' }],
    at: ({ mappingId }) => ({ mappingId }),
  },
  'mappings.settings': {
    input: { mappingId: 'none', fields: { phone: 'always' }, leaveOut: {}, breakerShare: 20 },
    strangers: [{ mappingId: 'none' }, { mappingId: 'none', sync: 'paused' }],
    at: ({ mappingId }) => ({ mappingId }),
  },
  'mappings.suggest': { input: { connectionId: 'none' }, strangers: [{ connectionId: 'none' }] },
  'mappings.accept': {
    input: { connectionId: 'none', pairs: [{ tenantId: contoso.id, organisationId: '1' }] },
    strangers: [{ connectionId: 'none', pairs: [{ tenantId: contoso.id, organisationId: '1' }] }],
    at: ({ tenantId }) => ({ connectionId: 'none', pairs: [{ tenantId, organisationId: '1' }] }),
  },
  'organisations.create': {
    input: { connectionId: 'none', tenantId: contoso.id },
    strangers: [
      { connectionId: 'none', tenantId: nowhere },
      { connectionId: 'none', tenantId: contoso.id },
    ],
    at: ({ tenantId }) => ({ connectionId: 'none', tenantId }),
  },
  'organisations.named': {
    input: { connectionId: 'none', names: ['Contoso'] },
    strangers: [{ connectionId: 'none', names: ['Contoso'] }],
  },
  'rules.preview': {
    input: { tenantId: contoso.id, rule },
    strangers: [{ tenantId: nowhere, rule }],
    at: ({ tenantId }) => ({ tenantId, rule }),
  },
  'plans.get': {
    input: { mappingId: 'none' },
    strangers: [{ mappingId: 'none' }],
    at: ({ mappingId }) => ({ mappingId }),
  },
  'plans.approve': {
    input: { planId: 'none' },
    strangers: [{ planId: 'none' }],
    at: ({ planId }) => ({ planId }),
  },
  'plans.untouched': {
    input: { mappingId: 'none' },
    strangers: [{ mappingId: 'none' }],
    at: ({ mappingId }) => ({ mappingId }),
  },
  'plans.waiting': { input: {}, strangers: [] },
  'plans.approveTogether': {
    input: { planIds: ['none'] },
    // What is not there is refused by itself, beside others that are approved.
    strangers: [],
    at: ({ planId }) => ({ planIds: [planId] }),
  },
  'plans.undo': {
    input: { mappingId: 'none', dryRun: true },
    strangers: [{ mappingId: 'none' }, { mappingId: 'none', dryRun: true }],
    at: ({ mappingId }) => ({ mappingId, dryRun: true }),
  },
  'reviews.list': {
    input: { tenantId: contoso.id, after: '1' },
    strangers: [],
    at: ({ tenantId, mappingId }) => ({ tenantId, mappingId }),
  },
  'reviews.decide': {
    input: { ...person, mappingId: 'none', choice: 'leaveOut' },
    strangers: [{ ...person, mappingId: 'none', choice: 'leaveOut' }],
    at: ({ tenantId, personId, mappingId }) => ({ tenantId, personId, mappingId, choice: 'leaveOut' }),
  },
  'history.list': {
    input: { tenantId: contoso.id, contactId: '1', kind: 'update', state: 'done', after: '2026-11-25 1' },
    strangers: [],
    at: ({ tenantId, mappingId }) => ({ tenantId, mappingId, contactId: '1' }),
  },
  'tickets.resolve': {
    input: ticket,
    // A host of no connected account is psa.notConnected: an administrator mends that, and it tells nothing.
    strangers: [],
  },
  'persons.get': {
    input: person,
    strangers: [{ tenantId: nowhere, personId: person.personId }, { ...person, personId: nowhere }, notHere],
    at: ({ tenantId, personId }) => ({ tenantId, personId }),
  },
  'persons.search': {
    input: { text: mara.last },
    strangers: [],
    at: ({ tenantId }) => ({ text: mara.last, tenantId }),
  },
  'persons.live': {
    input: { ...person, part: 'manager' },
    strangers: [
      { tenantId: nowhere, personId: person.personId, part: 'manager' },
      { ...person, personId: nowhere, part: 'manager' },
      { ...notHere, part: 'manager' },
    ],
    at: ({ tenantId, personId }) => ({ tenantId, personId, part: 'manager' }),
  },
  'persons.refresh': {
    input: person,
    strangers: [{ tenantId: nowhere, personId: person.personId }, { ...person, personId: nowhere }, notHere],
    at: ({ tenantId, personId }) => ({ tenantId, personId }),
  },
  'tickets.choose': {
    input: { ...ticket, ...person },
    strangers: [
      { ...ticket, ...person, personId: nowhere },
      { ...ticket, ...notHere },
    ],
    at: ({ tenantId, personId }) => ({ ...ticket, ticketId: String(ticketIds.mara), tenantId, personId }),
  },
  // As tickets.resolve.
  'contacts.resolve': { input: { host: ticket.host, contactId: '1' }, strangers: [] },
  'organisations.resolve': { input: { host: ticket.host, organisationId: '1' }, strangers: [] },
  'changes.list': {
    input: { tenantId: contoso.id },
    strangers: [{ tenantId: nowhere }],
    at: ({ tenantId }) => ({ tenantId }),
  },
  'actions.run': {
    input: run,
    strangers: [
      { ...run, tenantId: nowhere },
      { ...run, personId: nowhere },
      { ...run, ...notHere },
    ],
    at: ({ tenantId, personId }) => ({ ...run, tenantId, personId }),
  },
  'actions.get': {
    input: { actionId: 'none' },
    strangers: [{ actionId: 'none' }],
    at: ({ actionId }) => ({ actionId }),
  },
  'actions.resume': {
    input: { key: run.key, actionId: 'none', seen: run.seen },
    strangers: [{ key: run.key, actionId: 'none', seen: run.seen }],
    at: ({ actionId }) => ({ key: run.key, actionId, seen: run.seen }),
  },
  'actions.policy': { input: {}, strangers: [] },
  'actions.setPolicy': { input: { policy: freePolicy }, strangers: [] },
  'actions.options': {
    input: options,
    strangers: [
      { ...options, tenantId: nowhere },
      { ...options, personId: nowhere },
      { ...options, ...notHere },
    ],
    at: ({ tenantId, personId }) => ({ ...options, tenantId, personId }),
  },
  'partner.get': { input: {}, strangers: [] },
  'partner.begin': { input: {}, strangers: [] },
  'partner.disconnect': { input: {}, strangers: [] },
  'partner.refresh': { input: {}, strangers: [] },
  'partner.customers': { input: {}, strangers: [] },
  'partner.onboard': {
    input: { tenantIds: [contoso.id] },
    strangers: [{ tenantIds: [nowhere] }],
    at: ({ tenantId }) => ({ tenantIds: [tenantId] }),
  },
  'partner.offboard': {
    input: { tenantIds: [contoso.id] },
    strangers: [{ tenantIds: [nowhere] }],
    at: ({ tenantId }) => ({ tenantIds: [tenantId] }),
  },
  'partner.jobs': { input: {}, strangers: [], at: ({ tenantId }) => ({ tenantIds: [tenantId] }) },
  'alerts.list': { input: {}, strangers: [] },
  'alerts.webhook': { input: {}, strangers: [] },
  'alerts.setWebhook': { input: { url: null }, strangers: [] },
  'alerts.testWebhook': { input: {}, strangers: [] },
  'audit.list': { input: person, strangers: [], at: ({ tenantId, personId }) => ({ tenantId, personId }) },
  'audit.export': { input: {}, strangers: [], at: ({ tenantId }) => ({ tenantId }) },
  'access.list': { input: {}, strangers: [] },
  'access.set': {
    input: { subject: technician, tenantIds: [] },
    strangers: [{ subject: technician, tenantIds: [nowhere] }],
    at: ({ tenantId }) => ({ subject: technician, tenantIds: [tenantId] }),
  },
  'access.remove': {
    input: { subject: technician },
    strangers: [{ subject: { kind: 'group', id: nowhere } }],
  },
}

/** What an action leaves behind: its intent and its key. */
export function actionStatements(
  db: D1Database,
  { actionId, tenantId, personId: subject }: Place,
  name: string,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO audit (id, action_id, at, outcome, actor_tenant_id, actor_id, actor_name, tenant_id, person_id,
           action, text, request_id)
         VALUES (?1, ?1, 0, 'started', 'm', 'a', ?2, ?3, ?4, 'revoke-sessions', ?2, 'r')`,
      )
      .bind(actionId, name, tenantId, subject),
    db
      .prepare(
        `INSERT INTO action_key (actor_id, key, action_id, request_hash, created_at) VALUES ('a', ?1, ?1, 'h', 0)`,
      )
      .bind(actionId),
  ]
}
