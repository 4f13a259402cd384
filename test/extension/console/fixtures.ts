import type { ClientInput, HistoryEntry, Output, Review, WaitingPlan } from '#shared/contract.ts'
import { connections, countsWith, tenantId, tenantWith } from '../fixtures.ts'

/** What the full pages read beside what a test is about. */
export const others = {
  'tenants.get': () => tenantWith(),
  'tenants.list': () => ({ tenants: [tenantWith()] }),
  'psas.list': () => connections,
}

export function waitingWith(changes: Partial<WaitingPlan> = {}): WaitingPlan {
  return {
    planId: 'plan-1',
    mappingId: 'm1',
    tenantId,
    tenantName: 'Contoso Dental',
    organisationName: 'Contoso Dental Eastside',
    waitsFor: 'first',
    counts: countsWith({ create: 44, link: 21 }),
    alone: null,
    withoutMail: 0,
    unmatched: 0,
    ...changes,
  }
}

export const boId = '33333333-3333-4333-8333-333333333333'
export function reviewWith(changes: Partial<Review> = {}): Review {
  return {
    mappingId: 'm1',
    tenantId,
    organisationName: 'Contoso Dental Eastside',
    personId: boId,
    displayName: 'Bo Quarrie',
    userPrincipalName: 'bo.quarrie@contoso.example',
    contactId: null,
    reason: 'Two contacts have the address bo.quarrie@contoso.example.',
    candidates: [
      { id: '20418', name: 'Bo Quarrie', email: 'Bo.Quarrie@contoso.example' },
      { id: '31077', name: 'B. Quarrie', email: 'scanner@contoso.example' },
    ],
    ...changes,
  }
}

export function reviewsOf(...reviews: Review[]): Output<'reviews.list'> {
  return { reviews, total: reviews.length, next: null }
}

export function historyWith(changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 'h1',
    at: '2026-11-23T09:45:00.000Z',
    mappingId: 'm1',
    tenantId,
    organisationName: 'Contoso Dental Eastside',
    planId: 'plan-1',
    kind: 'update',
    personId: boId,
    displayName: 'Sela Brightmoor',
    userPrincipalName: 'sela.brightmoor@contoso.example',
    contactId: '42',
    fields: [{ field: 'name', label: 'Name', old: 'Sela Brightmore', new: 'Sela Brightmoor' }],
    reason: 'Changed in Entra: Name.',
    state: 'done',
    problem: null,
    by: 'Ruben Deskwright',
    undo: false,
    ...changes,
  }
}

/** A rule that takes 61 of 86; `find` narrows who is listed, as the worker does. */
export function previewOf({
  find = '',
  show = 'all',
}: ClientInput<'rules.preview'>): Output<'rules.preview'> {
  const persons = [
    ['1', 'Fern Bracewell', false, 'The account is disabled'],
    ['2', 'Mara Ellingsworth', true, 'Matches the rule'],
  ] as const
  const nobody = {
    departments: [],
    offices: [],
    domains: [],
    groups: [],
    licences: [],
    warnings: [],
    others: [],
  }
  return {
    ...{ total: 86, belong: 61, joining: 0, leaving: 0, next: null, ...nobody },
    reasons: [{ reason: 'The account is disabled', count: 25 }],
    persons: persons
      .filter(([, name, belongs]) => name.includes(find) && (show === 'all' || belongs === (show === 'in')))
      .map(([id, displayName, belongs, reason]) => ({
        ...{ id, displayName, belongs, reason, userPrincipalName: `${id}@contoso.example` },
      })),
  }
}

export const contosoTrends: Output<'tenants.trends'> = {
  score: [
    { day: '2026-10-01', current: 100, max: 200, percent: 50, allTenants: 41.2, similarSize: 46 },
    { day: '2026-11-22', current: 128, max: 200, percent: 64, allTenants: 41.3, similarSize: null },
  ],
  licences: [
    {
      skuId: 's1',
      days: [
        { day: '2026-10-01', assigned: 20, usable: 25 },
        { day: '2026-11-01', assigned: 25, usable: 25 },
      ],
    },
  ],
}
