import type { Output, PartnerState } from '#shared/contract.ts'

const reading = { running: false, startedAt: null, finishedAt: '2026-11-23T09:00:00.000Z', problem: null }

export function partnerWith(changes: Partial<PartnerState> = {}): PartnerState {
  return {
    state: 'connected',
    account: 'sync@lamplight.example',
    since: '2026-11-20T09:00:00.000Z',
    refreshedAt: '2026-11-23T09:00:00.000Z',
    problem: null,
    setUp: null,
    attempt: null,
    permissions: [],
    roles: [],
    reading,
    ...changes,
  }
}

export function customerCounts(
  counts: Partial<Output<'partner.customers'>['counts']> = {},
): Output<'partner.customers'> {
  const none = { all: 12, ready: 0, missing: 4, connected: 8, ending: 0 }
  return { customers: [], next: null, counts: { ...none, ...counts }, reading }
}
