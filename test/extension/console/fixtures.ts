import type { HistoryEntry, Output, Review, WaitingPlan } from '#shared/contract.ts'
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
