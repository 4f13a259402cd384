import type { Alert, Connection, Mapping, Plan, PlanEntry, TenantDetail } from '#shared/contract.ts'
import { defaultLeaveOut } from '#shared/sync/settings.ts'

/** A tenant, a mapping and a plan as the worker gives them; tests change what they are about. */
export const tenantId = '11111111-1111-4111-8111-111111111111'

export function mappingWith(changes: Partial<Mapping> = {}): Mapping {
  return {
    id: 'm1',
    tenantId,
    connectionId: 'c1',
    organisationId: '7',
    organisationName: 'Contoso Dental Eastside',
    rule: {
      userType: { include: ['Member'], exclude: [] },
      department: { include: [], exclude: [] },
      enabled: 'enabledOnly',
    },
    approved: true,
    waiting: 0,
    failed: 0,
    linked: 61,
    problem: null,
    sync: 'on',
    approval: 'auto',
    fields: {},
    leaveOut: defaultLeaveOut,
    breakerShare: 20,
    inactive: 0,
    reviews: 0,
    contactsReadAt: '2026-11-23T09:31:00.000Z',
    retryAt: null,
    madeBy: 'hand',
    ...changes,
  }
}

export function tenantWith(changes: Partial<TenantDetail> = {}): TenantDetail {
  return {
    actions: [],
    id: tenantId,
    name: 'Contoso Dental',
    domain: 'contoso.example',
    domains: ['contoso.example'],
    state: 'connected',
    problem: null,
    reachedBy: 'consent',
    operator: true,
    persons: 86,
    syncing: false,
    lastSyncAt: '2026-11-23T09:29:00.000Z',
    nextSyncAt: '2026-11-23T10:29:00.000Z',
    licences: [],
    score: [],
    mappings: [mappingWith()],
    sync: { running: false, startedAt: null, finishedAt: null, resources: [], cost: null },
    consentAgain: [],
    controls: [],
    capabilities: [],
    hidden: false,
    ...changes,
  }
}

export function entryWith(changes: Partial<PlanEntry> = {}): PlanEntry {
  return {
    id: 'e1',
    kind: 'update',
    personId: 'p1',
    displayName: 'Sela Brightmoor',
    userPrincipalName: 'sela.brightmoor@contoso.example',
    contactId: '42',
    fields: [{ field: 'name', label: 'Name', old: 'Sela Brightmore', new: 'Sela Brightmoor' }],
    reason: 'Linked by object id.',
    state: 'proposed',
    problem: null,
    candidates: [],
    ...changes,
  }
}

export function countsWith(changes: Partial<Plan['counts']> = {}): Plan['counts'] {
  const none = { create: 0, link: 0, update: 0, move: 0, deactivate: 0, reactivate: 0, unlink: 0, review: 0 }
  return { ...none, unchanged: 12, ...changes }
}

export function planWith(changes: Partial<Plan> = {}): Plan {
  return {
    id: 'plan-1',
    mappingId: 'm1',
    state: 'waiting',
    createdAt: '2026-11-23T09:40:00.000Z',
    waitsFor: 'first',
    counts: countsWith({ create: 1, update: 1, review: 1 }),
    entries: [entryWith()],
    next: null,
    ...changes,
  }
}

export function alertWith(changes: Partial<Alert> = {}): Alert {
  return {
    id: 'a1',
    kind: 'review',
    tenantId,
    mappingId: 'm1',
    text: '3 persons wait for a decision in Contoso Dental Eastside (Contoso Dental).',
    next: 'Decide which contact stands for whom.',
    since: '2026-11-23T09:00:00.000Z',
    endedAt: null,
    ...changes,
  }
}

export const connections: { connections: Connection[] } = {
  connections: [
    {
      id: 'c1',
      psa: 'syncro',
      account: 'lamplight',
      hosts: ['lamplight.syncromsp.com'],
      keyHint: '4f2a',
      connectedAs: 'Ruben',
      checkedAt: '2026-11-23T09:00:00.000Z',
      problem: null,
      sealedBy: 'current',
      disconnected: false,
      fields: [
        { id: 'name', label: 'Name', offAtFirst: false },
        { id: 'email', label: 'E-mail', offAtFirst: false },
        { id: 'phone', label: 'Phone', offAtFirst: false },
        { id: 'street', label: 'Street', offAtFirst: true },
      ],
      can: {
        contacts: true,
        create: true,
        update: true,
        deactivate: true,
        move: false,
        note: true,
        createOrganisation: true,
      },
      cannot: [],
      trials: [],
    },
  ],
}
