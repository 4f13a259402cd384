import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { alertKinds } from '#shared/contract/alerts.ts'
import type { TrialKind } from '#shared/psa/api.ts'
import { changeKinds } from '#shared/sync/plan.ts'
import type { Granted } from './grants.ts'

/**
 * The database. Times are integers: milliseconds since 1970, UTC. JSON columns say what they hold.
 * Tables of a tenant start their key with tenant_id. `WITHOUT ROWID` and triggers stand in the migrations.
 */

/** One row a connected tenant; lease and due time are the sync's. */
export const tenant = sqliteTable(
  'tenant',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    domain: text('domain'),
    /** JSON string[]: verified domains, default first */
    domains: text('domains', { mode: 'json' }).$type<string[]>().notNull(),
    state: text('state', { enum: ['pending', 'connected', 'stopped'] }).notNull(),
    reachedBy: text('reached_by', { enum: ['consent', 'partner'] }).notNull(),
    operatorAt: integer('operator_at'),
    connectedAt: integer('connected_at').notNull(),
    connectedBy: text('connected_by').notNull(),
    /** ErrorCode and detail of what is wrong with the tenant as a whole */
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
    failures: integer('failures').notNull().default(0),
    nextDueAt: integer('next_due_at').notNull(),
    leaseRun: text('lease_run'),
    leaseUntil: integer('lease_until'),
    /** The run that finished last: its messages, delivered again, do nothing. */
    finishedRun: text('finished_run'),
    syncStartedAt: integer('sync_started_at'),
    lastSyncAt: integer('last_sync_at'),
    persons: integer('persons').notNull().default(0),
    /** JSON Granted (store/grants.ts): permissions as the last tokens named them */
    granted: text('granted', { mode: 'json' }).$type<Granted>(),
    /** Set while the tenant is disconnected: nothing may be read of it or written to it */
    disconnectedAt: integer('disconnected_at'),
    /** The run that removes the tenant's data; connecting it again takes it away */
    forgetRun: text('forget_run'),
    /** What the run that finished last cost at Microsoft: requests sent, resource units */
    lastRequests: integer('last_requests'),
    lastUnits: integer('last_units'),
    /** Moves when a reading or an action changes what a plan may depend on */
    mirrorVersion: integer('mirror_version').notNull().default(0),
  },
  (t) => [index('tenant_due').on(t.nextDueAt)],
)

/** Where reading a resource of a tenant stands. `version` is the compare-and-set token of every page. */
export const cursor = sqliteTable(
  'cursor',
  {
    tenantId: text('tenant_id').notNull(),
    resource: text('resource').notNull(),
    version: integer('version').notNull().default(0),
    /** Where the next page stands, opaque; null = at the beginning (of the list while `token` is there) */
    link: text('link'),
    /** @odata.deltaLink from before the list that is being read: what changed meanwhile comes after it */
    token: text('token'),
    /** Id of the full round under way; null = between rounds (changes only) */
    round: text('round'),
    page: integer('page').notNull().default(0),
    /** Hash of the resource's $select: another one means a new full round. */
    selectHash: text('select_hash').notNull(),
    nextDueAt: integer('next_due_at').notNull().default(0),
    /** The run that last finished this resource */
    finishedRun: text('finished_run'),
    finishedAt: integer('finished_at'),
    /** When everything is to be read once more, against drift */
    fullDueAt: integer('full_due_at').notNull().default(0),
    /** JSON string[]: ids of items that could not be read ('' = without a usable id) */
    unread: text('unread').notNull().default('[]'),
    read: integer('read').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.resource] })],
)

/** Ids seen on one page of a full round; the sweep at its end compares with them. */
export const roundPage = sqliteTable(
  'round_page',
  {
    tenantId: text('tenant_id').notNull(),
    resource: text('resource').notNull(),
    round: text('round').notNull(),
    page: integer('page').notNull(),
    /** JSON string[] */
    ids: text('ids').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.resource, t.round, t.page] })],
)

/** The mirror of Entra users; columns as in shared/person.ts. */
export const person = sqliteTable(
  'person',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    displayName: text('display_name').notNull(),
    userPrincipalName: text('user_principal_name').notNull(),
    mail: text('mail'),
    /** The whole Person as JSON (shared/person.ts) */
    data: text('data', { mode: 'json' }).notNull(),
    hash: text('hash').notNull(),
    deletedAt: integer('deleted_at'),
    updatedAt: integer('updated_at').notNull(),
    /** Row of the search index, which stands in the migrations (store/search-rows.ts); it goes with the person */
    searchId: integer('search_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** Whom a technician chose for a ticket; kept for 90 days. */
export const ticketChoice = sqliteTable(
  'ticket_choice',
  {
    connectionId: text('connection_id').notNull(),
    ticketId: text('ticket_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    chosenAt: integer('chosen_at').notNull(),
    chosenBy: text('chosen_by').notNull(),
    chosenByName: text('chosen_by_name').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.ticketId] }),
    index('ticket_choice_at').on(t.chosenAt),
    index('ticket_choice_tenant').on(t.tenantId),
  ],
)

/** What a reading found changed about a person; kept for 90 days. */
export const personChange = sqliteTable(
  'person_change',
  {
    tenantId: text('tenant_id').notNull(),
    /** Time-ordered */
    id: text('id').notNull(),
    at: integer('at').notNull(),
    personId: text('person_id').notNull(),
    displayName: text('display_name').notNull(),
    kind: text('kind', { enum: ['added', 'changed', 'removed', 'restored'] }).notNull(),
    /** JSON {field, old, new}[]; values are texts or null */
    fields: text('fields').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** Every address of a person, lower-case: resolving a requester reads this index. */
export const personAddress = sqliteTable(
  'person_address',
  {
    tenantId: text('tenant_id').notNull(),
    address: text('address').notNull(),
    personId: text('person_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.address, t.personId] })],
)

export const licenceCount = sqliteTable(
  'licence_count',
  {
    tenantId: text('tenant_id').notNull(),
    skuId: text('sku_id').notNull(),
    partNumber: text('part_number').notNull(),
    status: text('status').notNull(),
    appliesTo: text('applies_to').notNull(),
    enabled: integer('enabled').notNull(),
    warning: integer('warning').notNull(),
    suspended: integer('suspended').notNull(),
    consumed: integer('consumed').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.skuId] })],
)

/** Seats of a product from that day on, until its next row. Kept for ever: a row only where something changed. */
export const licenceDay = sqliteTable(
  'licence_day',
  {
    tenantId: text('tenant_id').notNull(),
    skuId: text('sku_id').notNull(),
    /** yyyy-mm-dd */
    day: text('day').notNull(),
    assigned: integer('assigned').notNull(),
    usable: integer('usable').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.skuId, t.day] })],
)

/** Tenants that a person does not want to be asked to map. Mapping one takes its rows away. */
export const hiddenTenant = sqliteTable(
  'hidden_tenant',
  {
    tenantId: text('tenant_id').notNull(),
    /** Object id in the MSP's own tenant */
    personId: text('person_id').notNull(),
    hiddenAt: integer('hidden_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] })],
)

/** Holders of privileged roles: actions on them are refused. */
export const roleHolder = sqliteTable(
  'role_holder',
  {
    tenantId: text('tenant_id').notNull(),
    /** Or the group whose members hold the role */
    personId: text('person_id').notNull(),
    /** Template id of the directory role */
    roleId: text('role_id').notNull(),
    roleName: text('role_name').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId, t.roleId] })],
)

/** Secure Score, one row a day, kept for ever. */
export const score = sqliteTable(
  'score',
  {
    tenantId: text('tenant_id').notNull(),
    /** yyyy-mm-dd */
    day: text('day').notNull(),
    current: real('current').notNull(),
    max: real('max').notNull(),
    /** Averages of Microsoft's, percent: of all tenants, of tenants with as many seats; null = not told */
    allTenants: real('all_tenants'),
    similarSize: real('similar_size'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day] })],
)

/** One admin-consent attempt. The state is single-use, kept as SHA-256 only, bound to the administrator. */
export const consent = sqliteTable(
  'consent',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the state that is out now (a second one replaces it for the second application) */
    stateHash: text('state_hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    /** JSON ('reader' | 'operator')[]: what was asked, and what is still to come */
    asks: text('asks', { mode: 'json' }).$type<('reader' | 'operator')[]>().notNull(),
    pending: text('pending', { mode: 'json' }).$type<('reader' | 'operator')[]>().notNull(),
    /** The tenant that must answer, when it is known */
    expectedTenantId: text('expected_tenant_id'),
    outcome: text('outcome', { enum: ['waiting', 'connected', 'pending', 'failed'] }).notNull(),
    tenantId: text('tenant_id'),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [uniqueIndex('consent_state').on(t.stateHash), index('consent_by').on(t.createdBy, t.createdAt)],
)

/** A PSA account; credentials sealed with AES-256-GCM, bound to this row. */
export const connection = sqliteTable(
  'connection',
  {
    id: text('id').primaryKey(),
    psa: text('psa').notNull(),
    account: text('account').notNull(),
    /** Sealed JSON of all credentials (worker/store/secrets.ts); '' while disconnected */
    sealed: text('sealed').notNull(),
    keyHint: text('key_hint').notNull(),
    connectedAs: text('connected_as'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    checkedAt: integer('checked_at'),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
    /**
     * JSON {contact?, note?, noteWritten?}: when each trial succeeded (shared/psa/api.ts), and when a trial note was
     * written that nobody has looked at yet; milliseconds since 1970
     */
    tried: text('tried', { mode: 'json' }).$type<Partial<Record<TrialKind | 'noteWritten', number>>>(),
    /** Set while disconnected: the key is gone, the rest is kept */
    disconnectedAt: integer('disconnected_at'),
  },
  (t) => [uniqueIndex('connection_account').on(t.psa, t.account)],
)

/** Tenant ↔ organisation, with the rule. */
export const mapping = sqliteTable(
  'mapping',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    connectionId: text('connection_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    /** JSON Rule (shared/sync/filter.ts) */
    rule: text('rule', { mode: 'json' }).notNull(),
    /** Order among the mappings of a tenant: the first that matches wins. */
    position: integer('position').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    approvedAt: integer('approved_at'),
    approvedBy: text('approved_by'),
    sync: text('sync', { enum: ['on', 'paused', 'off'] })
      .notNull()
      .default('on'),
    approval: text('approval', { enum: ['auto', 'each'] })
      .notNull()
      .default('auto'),
    /** JSON FieldPolicies, LeaveOut (shared/sync/settings.ts); null = the defaults */
    fields: text('fields', { mode: 'json' }),
    leaveOut: text('leave_out', { mode: 'json' }),
    breakerShare: integer('breaker_share').notNull().default(20),
    madeBy: text('made_by', { enum: ['hand', 'suggestion'] })
      .notNull()
      .default('hand'),
    /** tenant.mirror_version when the last plan was made; null = to be planned anew */
    mirrorSeen: integer('mirror_seen'),
    /** When the organisation's contacts were last read completely, and when they are to be read again */
    contactsAt: integer('contacts_at'),
    contactsDueAt: integer('contacts_due_at').notNull().default(0),
    /** JSON Stage (store/stages.ts): a plan being made over several messages */
    stage: text('stage', { mode: 'json' }),
    /** Failures in a row, and when what waits is tried again */
    failures: integer('failures').notNull().default(0),
    retryAt: integer('retry_at'),
    leaseRun: text('lease_run'),
    leaseUntil: integer('lease_until'),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [
    uniqueIndex('mapping_organisation').on(t.connectionId, t.organisationId),
    index('mapping_tenant').on(t.tenantId, t.position),
  ],
)

/** Which contact stands for which person, for ever: tenant id + object id. */
export const link = sqliteTable(
  'link',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    connectionId: text('connection_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    contactId: text('contact_id').notNull(),
    mappingId: text('mapping_id').notNull(),
    /** JSON Written (shared/sync/contact-fields.ts): what we sent and what the PSA kept of it, by field */
    written: text('written', { mode: 'json' }).notNull(),
    linkedAt: integer('linked_at').notNull(),
    /** Set while the contact is inactive by us */
    inactiveAt: integer('inactive_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.personId, t.connectionId] }),
    uniqueIndex('link_contact').on(t.connectionId, t.contactId),
    index('link_mapping').on(t.mappingId),
  ],
)

/** A plan of a mapping; its entries are `change` rows. */
export const plan = sqliteTable(
  'plan',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    mappingId: text('mapping_id').notNull(),
    state: text('state', { enum: ['waiting', 'running', 'done', 'replaced'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    approvedAt: integer('approved_at'),
    approvedBy: text('approved_by'),
    /** For people to read */
    approvedByName: text('approved_by_name'),
    unchanged: integer('unchanged').notNull().default(0),
    /** Moves whenever an entry of a waiting plan changes: who approves names the one they saw */
    version: integer('version').notNull().default(0),
    /** Why it waits */
    waitsFor: text('waits_for', { enum: ['first', 'each', 'stopped'] }),
    /** The plan that this one takes back */
    undoes: text('undoes'),
  },
  (t) => [
    index('plan_mapping').on(t.mappingId, t.createdAt),
    index('plan_waiting').on(t.mappingId).where(sql`state = 'waiting'`),
  ],
)

/** The outbox: one change to one contact. */
export const change = sqliteTable(
  'change',
  {
    planId: text('plan_id').notNull(),
    /** Position in the plan, zero-padded, so that it pages and runs in order */
    id: text('id').notNull(),
    tenantId: text('tenant_id').notNull(),
    mappingId: text('mapping_id').notNull(),
    kind: text('kind', { enum: changeKinds }).notNull(),
    personId: text('person_id').notNull(),
    displayName: text('display_name').notNull(),
    userPrincipalName: text('user_principal_name').notNull(),
    contactId: text('contact_id'),
    /** JSON FieldChange[] (shared/contract.ts) */
    fields: text('fields', { mode: 'json' }).notNull(),
    reason: text('reason').notNull(),
    state: text('state', {
      enum: ['proposed', 'approved', 'sending', 'done', 'failed', 'skipped'],
    }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    problem: text('problem'),
    /** When the request was last about to leave */
    sentAt: integer('sent_at'),
    /** When it ended, whatever became of it */
    doneAt: integer('done_at'),
    /** JSON Candidate[] (shared/sync/plan.ts) */
    candidates: text('candidates', { mode: 'json' }),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.id] }),
    index('change_open').on(t.mappingId, t.state),
    index('change_person')
      .on(t.mappingId, t.personId)
      .where(sql`state IN ('proposed', 'approved', 'sending', 'failed')`),
    index('change_done').on(t.tenantId, t.doneAt).where(sql`done_at IS NOT NULL`),
    index('change_review').on(t.mappingId, t.planId).where(sql`kind = 'review' AND state = 'proposed'`),
  ],
)

/** An organisation's contacts as last read or written; the PSA is asked again weekly and before each write. */
export const contact = sqliteTable(
  'contact',
  {
    mappingId: text('mapping_id').notNull(),
    contactId: text('contact_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    /** The address as it is compared (addressKey in shared/sync/match.ts) */
    emailKey: text('email_key'),
    /** JSON Contact (shared/psa/contact.ts) */
    data: text('data').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mappingId, t.contactId] }),
    index('contact_email').on(t.mappingId, t.emailKey),
  ],
)

/** What people decided about persons who could not be matched; holds until it is taken back. */
export const decision = sqliteTable(
  'decision',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    connectionId: text('connection_id').notNull(),
    choice: text('choice', { enum: ['link', 'create', 'leaveOut'] }).notNull(),
    contactId: text('contact_id'),
    decidedAt: integer('decided_at').notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedByName: text('decided_by_name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId, t.connectionId] })],
)

/**
 * Organisations of a PSA account, read when mappings are suggested. While a survey reads, each of its pages stands here
 * under a key of the survey in place of the connection (store/survey-pages.ts); what was known before stays until the end.
 */
export const organisation = sqliteTable(
  'organisation',
  {
    connectionId: text('connection_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    name: text('name').notNull(),
    /** The Microsoft tenant that the PSA itself names; not a reference to one of ours */
    knownTenantId: text('known_tenant_id'),
    /** JSON {domain: number}: how many contacts have an address there; the organisation's own as @domain with 0 */
    domains: text('domains', { mode: 'json' }).$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.organisationId] })],
)

/** An organisation that is being created for a tenant, from just before the PSA is asked until the two are mapped. */
export const organisationCreation = sqliteTable(
  'organisation_creation',
  {
    tenantId: text('tenant_id').notNull(),
    connectionId: text('connection_id').notNull(),
    name: text('name').notNull(),
    beganAt: integer('began_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.connectionId] })],
)

/** Reading a PSA account's organisations: one at a time an account. */
export const survey = sqliteTable('survey', {
  connectionId: text('connection_id').primaryKey(),
  run: text('run').notNull(),
  state: text('state', { enum: ['reading', 'ready', 'failed'] }).notNull(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  problemCode: text('problem_code'),
  problemDetail: text('problem_detail'),
  problemSince: integer('problem_since'),
})

/** When requests to a PSA account may be sent, across all runs: JSON [time, number][] of the last window. */
export const pace = sqliteTable('pace', {
  connectionId: text('connection_id').primaryKey(),
  slots: text('slots').notNull(),
})

/** Something that people should hear of; one open row a subject. */
export const alert = sqliteTable(
  'alert',
  {
    /** Time-ordered */
    id: text('id').primaryKey(),
    kind: text('kind', { enum: alertKinds }).notNull(),
    /** What it is about, e.g. mapping:<id>: one open alert a kind and subject */
    subject: text('subject').notNull(),
    tenantId: text('tenant_id'),
    mappingId: text('mapping_id'),
    text: text('text').notNull(),
    next: text('next'),
    since: integer('since').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('alert_open').on(t.kind, t.subject).where(sql`ended_at IS NULL`),
    index('alert_tenant').on(t.tenantId),
  ],
)

/** Where alerts are posted; at most one row. */
export const webhook = sqliteTable('webhook', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  /** Sealed signing secret (worker/store/secrets.ts) */
  sealed: text('sealed').notNull(),
  setAt: integer('set_at').notNull(),
  setBy: text('set_by').notNull(),
  lastDeliveredAt: integer('last_delivered_at'),
  problemCode: text('problem_code'),
  problemDetail: text('problem_detail'),
  problemSince: integer('problem_since'),
})

/** Messages for the webhook that have not been taken yet. */
export const delivery = sqliteTable('delivery', {
  /** webhook-id: the same on every try */
  id: text('id').primaryKey(),
  /** Whom the message names; null = no single tenant */
  tenantId: text('tenant_id'),
  body: text('body').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Tries that failed */
  attempts: integer('attempts').notNull().default(0),
  /** When it is tried next; while it is being sent, when another one may take it over */
  nextAt: integer('next_at').notNull(),
})

/** The record of actions: rows are only ever added (triggers in the migration). One intent row, one outcome row. */
export const audit = sqliteTable(
  'audit',
  {
    /** Time-ordered id of the row */
    id: text('id').primaryKey(),
    /** The action's id: intent and outcome share it */
    actionId: text('action_id').notNull(),
    at: integer('at').notNull(),
    /** started = intent */
    outcome: text('outcome', { enum: ['started', 'done', 'refused', 'failed', 'unknown'] }).notNull(),
    actorTenantId: text('actor_tenant_id').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    action: text('action').notNull(),
    /** In words; never a secret */
    text: text('text').notNull(),
    code: text('code'),
    ticketHost: text('ticket_host'),
    ticketId: text('ticket_id'),
    requestId: text('request_id').notNull(),
    /** How the technician made sure who asks; null = not said */
    verifiedHow: text('verified_how', { enum: ['callBack', 'manager', 'inPerson', 'other'] }),
    verifiedDetail: text('verified_detail'),
    reason: text('reason'),
  },
  (t) => [
    index('audit_tenant').on(t.tenantId, t.id),
    index('audit_person').on(t.tenantId, t.personId, t.id),
    index('audit_action').on(t.actionId),
    index('audit_actor').on(t.actorId, t.id),
    index('audit_ticket').on(t.ticketHost, t.ticketId, t.id).where(sql`ticket_id IS NOT NULL`),
  ],
)

/** Which tenants a technician or a group is limited to; whoever has no row here sees every tenant. */
export const accessLimit = sqliteTable(
  'access_limit',
  {
    subjectKind: text('subject_kind', { enum: ['person', 'group'] }).notNull(),
    /** Object id in the MSP's own tenant */
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    /** JSON string[] */
    tenantIds: text('tenant_ids', { mode: 'json' }).$type<string[]>().notNull(),
    changedAt: integer('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectKind, t.subjectId] })],
)

/** The record of changes of limits: rows are only ever added (triggers in the migration). */
export const accessChange = sqliteTable('access_change', {
  /** Time-ordered id */
  id: text('id').primaryKey(),
  at: integer('at').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  subjectKind: text('subject_kind', { enum: ['person', 'group'] }).notNull(),
  subjectId: text('subject_id').notNull(),
  subjectName: text('subject_name').notNull(),
  /** JSON string[]; null = lifted */
  tenantIds: text('tenant_ids', { mode: 'json' }).$type<string[]>(),
  requestId: text('request_id').notNull(),
})

/** Idempotency keys of actions: who used which key for what, and the first outcome (without its secret). */
export const actionKey = sqliteTable(
  'action_key',
  {
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request */
    requestHash: text('request_hash').notNull(),
    actionId: text('action_id').notNull(),
    createdAt: integer('created_at').notNull(),
    /** JSON ActionOutcome without secret and view; null while running */
    answer: text('answer', { mode: 'json' }),
    /** 1 = counts as one that changes how a person signs in, or that cannot be taken back */
    credential: integer('credential').notNull().default(0),
    destructive: integer('destructive').notNull().default(0),
    /** JSON: the form of an action in steps, for resuming it; it has no secret fields */
    form: text('form', { mode: 'json' }),
    /** The action that this one goes on with */
    resumes: text('resumes'),
  },
  (t) => [
    primaryKey({ columns: [t.actorId, t.key] }),
    index('action_key_open').on(t.createdAt).where(sql`answer IS NULL`),
    index('action_key_actor').on(t.actorId, t.createdAt),
    index('action_key_action').on(t.actionId),
    index('action_key_resumes').on(t.resumes).where(sql`resumes IS NOT NULL`),
  ],
)

/** Parts of actions that are done one by one: the intent of each before it is begun, its outcome after it. */
export const actionStep = sqliteTable(
  'action_step',
  {
    actionId: text('action_id').notNull(),
    position: integer('position').notNull(),
    tenantId: text('tenant_id').notNull(),
    stepId: text('step_id').notNull(),
    title: text('title').notNull(),
    /** waiting = not begun · started = begun, and nobody knows yet what became of it */
    state: text('state', { enum: ['waiting', 'started', 'done', 'failed', 'skipped', 'unknown'] }).notNull(),
    text: text('text'),
    /** JSON: what it found, as a table to show; kept for 30 days */
    report: text('report', { mode: 'json' }),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.actionId, t.position] }),
    index('action_step_report').on(t.changedAt).where(sql`report IS NOT NULL`),
  ],
)

/** Whom an action is being done to: nobody else begins one on the same person meanwhile. */
export const personLease = sqliteTable(
  'person_lease',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    actionId: text('action_id').notNull(),
    /** For people to read */
    heldBy: text('held_by').notNull(),
    until: integer('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] })],
)

/** Notes that are still to be written on tickets. Gone once written; one that cannot be written is told in the answer. */
export const actionNote = sqliteTable(
  'action_note',
  {
    actionId: text('action_id').primaryKey(),
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    tenantId: text('tenant_id').notNull(),
    host: text('host').notNull(),
    ticketId: text('ticket_id').notNull(),
    subject: text('subject').notNull(),
    /** Never a secret */
    body: text('body').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Tries that failed */
    attempts: integer('attempts').notNull().default(0),
    nextAt: integer('next_at').notNull(),
    /** 1 = the ticket system did not answer, so it may stand there already */
    mayStand: integer('may_stand').notNull().default(0),
  },
  (t) => [index('action_note_due').on(t.nextAt)],
)

/** Whose tickets were, as their ticket system said last: it may be down when an action names one. */
export const ticketSeen = sqliteTable(
  'ticket_seen',
  {
    connectionId: text('connection_id').notNull(),
    ticketId: text('ticket_id').notNull(),
    organisationId: text('organisation_id'),
    seenAt: integer('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.ticketId] }), index('ticket_seen_at').on(t.seenAt)],
)

/** What administrators ask of actions, change by change: the newest one holds. Only ever added to (triggers). */
export const policyChange = sqliteTable('policy_change', {
  /** Time-ordered id */
  id: text('id').primaryKey(),
  at: integer('at').notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  /** JSON ActionPolicy */
  policy: text('policy', { mode: 'json' }).notNull(),
  requestId: text('request_id').notNull(),
})

/** One-time links: who may open one is whoever has its token, of which only a hash is here. */
export const handover = sqliteTable(
  'handover',
  {
    tokenHash: text('token_hash').primaryKey(),
    actionId: text('action_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    viewedAt: integer('viewed_at'),
  },
  (t) => [index('handover_action').on(t.actionId), index('handover_end').on(t.expiresAt)],
)

/** What a one-time link shows, sealed with a key that only its token gives. Gone with the view. */
export const handoverSecret = sqliteTable(
  'handover_secret',
  {
    tokenHash: text('token_hash').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    sealed: text('sealed').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [index('handover_secret_end').on(t.expiresAt)],
)

/** Names of a tenant's groups. */
export const directoryGroup = sqliteTable(
  'directory_group',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    displayName: text('display_name').notNull(),
    /** JSON: what kind of group it is (worker/store/group-rows.ts) */
    data: text('data', { mode: 'json' }).notNull(),
    /** 1 = roles can be given to it */
    roleAssignable: integer('role_assignable').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('directory_group_roles').on(t.tenantId).where(sql`role_assignable = 1`),
  ],
)

/** Direct members of the groups that rules name or that are role-assignable, and of those nested in them. */
export const groupMember = sqliteTable(
  'group_member',
  {
    tenantId: text('tenant_id').notNull(),
    groupId: text('group_id').notNull(),
    memberId: text('member_id').notNull(),
    kind: text('kind', { enum: ['user', 'group'] }).notNull(),
  },
  // Groups apart from users: resolving nested groups reads them alone.
  (t) => [primaryKey({ columns: [t.tenantId, t.groupId, t.kind, t.memberId] })],
)

/** Groups whose members were read to the end: without a row here, no members does not mean an empty group. */
export const groupRead = sqliteTable(
  'group_read',
  {
    tenantId: text('tenant_id').notNull(),
    groupId: text('group_id').notNull(),
    /** Of all its direct members: the same one is not written again */
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.groupId] })],
)

/** What was bought, when it ends or renews, and whether it is a trial. */
export const subscription = sqliteTable(
  'subscription',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    skuId: text('sku_id').notNull(),
    status: text('status').notNull(),
    total: integer('total').notNull(),
    trial: integer('trial').notNull(),
    /** nextLifecycleDateTime: renewal or end, ISO 8601 */
    renewsAt: text('renews_at'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** Secure Score controls of the latest day. `title`, `service` and `action_url` are foreign text. */
export const scoreControl = sqliteTable(
  'score_control',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    title: text('title').notNull(),
    service: text('service').notNull(),
    score: real('score').notNull(),
    max: real('max').notNull(),
    actionUrl: text('action_url'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** What kind of mailbox a person without licence or with a disabled account has; others are not asked for. */
export const mailbox = sqliteTable(
  'mailbox',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    /** userPurpose of Graph, or none */
    kind: text('kind').notNull(),
    readAt: integer('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] })],
)

/** What a tenant's licences and consent allow; what is missing is no error. */
export const capability = sqliteTable(
  'capability',
  {
    tenantId: text('tenant_id').notNull(),
    name: text('name').notNull(),
    has: integer('has').notNull(),
    since: integer('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.name] })],
)

/** Product names as people know them, from Microsoft's table. */
export const product = sqliteTable('product', {
  skuId: text('sku_id').primaryKey(),
  name: text('name').notNull(),
})

/** Where product names were read, and when: milliseconds since 1970. */
export const productSource = sqliteTable('product_source', {
  url: text('url').primaryKey(),
  readAt: integer('read_at').notNull(),
  etag: text('etag'),
})

/**
 * The MSP's account in Partner Center, by which customers are reached that granted admin relationships. At most one row,
 * with the id `partner`.
 */
export const partner = sqliteTable('partner', {
  id: text('id').primaryKey(),
  /** Sealed refresh token; '' while disconnected */
  sealed: text('sealed').notNull(),
  /** Sign-in name, for people to read, and object id */
  account: text('account').notNull(),
  accountId: text('account_id').notNull(),
  connectedAt: integer('connected_at').notNull(),
  connectedBy: text('connected_by').notNull(),
  /** When Microsoft last gave a new token, and when all that the connection needs was last looked at */
  refreshedAt: integer('refreshed_at').notNull(),
  checkedAt: integer('checked_at').notNull(),
  failures: integer('failures').notNull().default(0),
  problemCode: text('problem_code'),
  problemDetail: text('problem_detail'),
  problemSince: integer('problem_since'),
  /** The reading of customers under way, and the last one that came to its end */
  readRun: text('read_run'),
  readStartedAt: integer('read_started_at'),
  readAt: integer('read_at'),
  readProblemCode: text('read_problem_code'),
  readProblemDetail: text('read_problem_detail'),
  readProblemSince: integer('read_problem_since'),
})

/** One sign-in of the partner's account. State and nonce are kept as SHA-256 alone, the code verifier sealed. */
export const partnerAttempt = sqliteTable(
  'partner_attempt',
  {
    id: text('id').primaryKey(),
    stateHash: text('state_hash').notNull(),
    nonceHash: text('nonce_hash').notNull(),
    /** Sealed code verifier (RFC 7636); '' once used */
    sealed: text('sealed').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    outcome: text('outcome', { enum: ['waiting', 'connected', 'failed'] }).notNull(),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [uniqueIndex('partner_attempt_state').on(t.stateHash), index('partner_attempt_at').on(t.createdAt)],
)

/** Granular delegated admin relationships as last read. */
export const partnerRelationship = sqliteTable(
  'partner_relationship',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    name: text('name').notNull(),
    customerName: text('customer_name').notNull(),
    status: text('status').notNull(),
    endsAt: integer('ends_at'),
    /** 1 = Microsoft prolongs it at its end */
    autoExtends: integer('auto_extends').notNull(),
    /** JSON string[]: template ids of its roles */
    roles: text('roles', { mode: 'json' }).$type<string[]>().notNull(),
    /** JSON {group, roles}[]: active access assignments, by security group */
    assignments: text('assignments', { mode: 'json' })
      .$type<{ group: string; roles: string[] }[]>()
      .notNull(),
    /** The readings that saw it, and that read its assignments */
    seenRun: text('seen_run').notNull(),
    assignedRun: text('assigned_run'),
  },
  (t) => [index('partner_relationship_tenant').on(t.tenantId)],
)

/** Customers of the partner, as last read, and whether they were taken in. */
export const partnerCustomer = sqliteTable('partner_customer', {
  tenantId: text('tenant_id').primaryKey(),
  name: text('name').notNull(),
  domain: text('domain'),
  /** The reading that found a contract with it */
  contractRun: text('contract_run'),
  standing: text('standing', { enum: ['active', 'expiring', 'expired', 'pending', 'none'] }).notNull(),
  /** When the last active relationship ends; null = none does, or there is none */
  endsAt: integer('ends_at'),
  /** 1 = every role that taking it in needs is there */
  ready: integer('ready').notNull(),
  /** JSON RoleStanding[] (worker/partner/readiness.ts) */
  roles: text('roles', { mode: 'json' }).notNull(),
  /** Set while the tenant is reached through the partner */
  onboardedAt: integer('onboarded_at'),
})

/** Taking a customer in, or letting it go: a job that goes on wherever it broke off. */
export const partnerJob = sqliteTable(
  'partner_job',
  {
    id: text('id').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    kind: text('kind', { enum: ['onboard', 'offboard'] }).notNull(),
    /** JSON ('reader' | 'operator')[] */
    apps: text('apps', { mode: 'json' }).$type<('reader' | 'operator')[]>().notNull(),
    state: text('state', { enum: ['running', 'done', 'failed'] }).notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
    /** Tries of the present step */
    attempts: integer('attempts').notNull().default(0),
    /** When a message that was lost is sent again */
    nextAt: integer('next_at').notNull(),
    problemCode: text('problem_code'),
    problemDetail: text('problem_detail'),
    problemSince: integer('problem_since'),
  },
  (t) => [
    uniqueIndex('partner_job_running').on(t.tenantId).where(sql`state = 'running'`),
    index('partner_job_at').on(t.createdAt),
    index('partner_job_tenant').on(t.tenantId, t.createdAt),
  ],
)

export const partnerStep = sqliteTable(
  'partner_step',
  {
    jobId: text('job_id').notNull(),
    position: integer('position').notNull(),
    stepId: text('step_id').notNull(),
    state: text('state', { enum: ['waiting', 'running', 'done', 'skipped', 'failed'] }).notNull(),
    /** What came of it, in words */
    text: text('text'),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.position] })],
)
