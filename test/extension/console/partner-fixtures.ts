import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import type { Output, PartnerState } from '#shared/contract.ts'

/** The partner's connection as the worker gives it; tests change what they are about. */
export function partnerWith(changes: Partial<PartnerState> = {}): PartnerState {
  return {
    ...{ state: 'none', account: null, since: null, refreshedAt: null, problem: null, setUp: null },
    attempt: null,
    permissions: [
      {
        ...{ name: 'Directory.Read.All', where: 'Microsoft Graph, in your own tenant' },
        ...{ words: 'Read your own directory.', use: 'Reads which groups the account is in.' },
      },
      {
        ...{ name: 'user_impersonation', where: 'Partner Center' },
        ...{ words: 'Act in Partner Center as the account.', use: 'Gives the application consent.' },
      },
      {
        ...{ name: 'DelegatedAdminRelationship.Read.All', where: 'Microsoft Graph, in your own tenant' },
        ...{ words: 'Read the admin relationships.', use: 'Shows who can be taken in.' },
      },
    ],
    roles: [
      {
        ...{ id: 'r1', name: 'Cloud Application Administrator', use: 'Puts the application there.' },
        alternatives: ['Application Administrator', 'Global Administrator'],
      },
    ],
    reading: { running: false, startedAt: null, finishedAt: null, problem: null },
    ...changes,
  }
}

/** Connected days ago, renewed an hour ago, its customers read. */
export function connectedWith(changes: Partial<PartnerState> = {}): PartnerState {
  return partnerWith({
    ...{
      state: 'connected',
      account: 'service@lamplight.example',
      since: before(240),
      refreshedAt: before(1),
    },
    reading: { running: false, startedAt: before(2), finishedAt: before(2), problem: null },
    ...changes,
  })
}

type Attempt = NonNullable<PartnerState['attempt']>
export function attemptWith(changes: Partial<Attempt> = {}): Attempt {
  return { state: 'waiting', startedAt: before(0.1), expiresAt: before(-0.4), problem: null, ...changes }
}

export const noMfa = {
  ...{ code: 'partner.noMfa', since: '2026-11-23T09:00:00.000Z' },
  text: 'The sign-in had no multi-factor authentication that Microsoft accepts.',
  next: 'Register it and sign in again.',
}

/** That many hours before now. */
export const before = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

export const noCustomers: Output<'partner.customers'> = {
  ...{ customers: [], next: null },
  counts: { all: 12, ready: 8, missing: 3, connected: 1, ending: 0 },
  reading: { running: false, startedAt: null, finishedAt: null, problem: null },
}

/** Time passes for whatever asks again and again; needs `toFake: ['setInterval', 'clearInterval']`. */
export const pass = (milliseconds: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds)
  })
