import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
// Fetched by the panel when it is looked at; in tests it is there by then.
import '../../../extension/panel/history/history.tsx'
import '../../../extension/panel/act/tenant-flow.tsx'
import { freePolicy } from '#shared/action-policy.ts'
import type { Output } from '#shared/contract.ts'
import { auditEntry } from '../audit-entry.ts'
import { tenantWith } from '../fixtures.ts'
import { serve, signInForTest } from '../server.ts'
import { actionView, found, hostileName, nobodyFor, outcomeOf, viewOf } from '../views.ts'
import { openPanel } from './panel-screen.tsx'

beforeEach(async () => {
  fakeBrowser.reset()
  await signInForTest()
})
afterEach(() => vi.unstubAllGlobals())

const policy = () => ({ policy: freePolicy, changes: [] })

describe('the history', () => {
  it('says what was done to the person, by whom and how the caller was verified; an intent with an outcome once', async () => {
    const asked = serve({
      'tickets.resolve': () => found(viewOf()),
      'audit.list': () => ({
        entries: [
          auditEntry({ id: '2', reason: hostileName, verified: { how: 'callBack', detail: null } }),
          auditEntry({ id: '1', outcome: 'started', text: 'Reset password for Mara' }),
        ],
        next: null,
      }),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.tab('History')
    await screen.says('Reset the password of mara')
    expect(screen.text()).toContain('called back on the number on record')
    expect(screen.host.querySelectorAll('.history-line')).toHaveLength(1)
    expect(screen.host.querySelectorAll('img, b, script')).toHaveLength(0)
    const { tenantId, id: personId } = viewOf().person
    expect(asked.at(-1)?.input).toEqual({ tenantId, personId })
    const labels = [...screen.host.querySelectorAll('label')]
    await act(async () => labels.find((label) => label.textContent === 'For this ticket')?.click())
    await vi.waitFor(() =>
      expect(asked.at(-1)?.input).toEqual({ ticket: { host: 'lamplight.syncromsp.com', ticketId: '90417' } }),
    )
  })

  it('shows the steps of a bundle, and goes on with it by what is answered anew alone', async () => {
    const offboarding: Output<'actions.get'> = {
      ...{ actionId: 'a7', action: 'offboard', tenantId: 't', personId: 'p', byName: 'Ruben', text: '' },
      ...{ startedAt: '2026-01-01T00:00:00Z', state: 'ended', outcome: 'failed', next: null },
      steps: [
        {
          id: 'licences',
          title: 'Remove licences',
          state: 'skipped',
          text: 'Waits.',
          manual: null,
          report: null,
        },
      ],
      ...{ note: { state: 'none', text: null, nextTryAt: null }, handover: null, resumable: true },
    }
    const asked = serve({
      'tickets.resolve': () => found(viewOf({}, { actions: [actionView('offboard')] })),
      'audit.list': () => ({
        entries: [auditEntry({ action: 'offboard', actionId: 'a7', outcome: 'failed' })],
        next: null,
      }),
      'actions.get': () => offboarding,
      'actions.policy': policy,
      'actions.resume': () => outcomeOf(),
    })
    const screen = await openPanel()
    await screen.says('Mara Ellingsworth')
    await screen.tab('History')
    await screen.says('Show the steps')
    await screen.press('Show the steps')
    await screen.says('Waits.')
    await screen.press('Go on with what is missing')
    await screen.says('What you leave as it is stays as it was answered then.')
    const labels = [...screen.host.querySelectorAll('label')]
    await act(async () => labels.find((label) => label.textContent?.includes('no longer needed'))?.click())
    const boxes = [...screen.host.querySelectorAll<HTMLElement>('fluent-text-input')]
    const typed = boxes.find((box) => box.textContent?.includes('to confirm'))
    await act(async () => {
      Object.assign(typed ?? {}, { value: viewOf().person.userPrincipalName })
      typed?.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await act(async () => {
      screen.host
        .querySelector('form')
        ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    })
    await screen.says('Offboard: done')
    const sent = asked.find(({ name }) => name === 'actions.resume')?.input
    expect(sent).toMatchObject({ actionId: 'a7', values: { mailbox: 'notNeeded' } })
    expect(Object.keys((sent as { values: object }).values)).toEqual(['mailbox'])
  })
})

it('offers to create the person who is not there, in the tenant of the ticket’s organisation, and shows them then', async () => {
  const tenant = tenantWith({
    actions: [
      { id: 'create-person', title: 'Create a person', state: 'works', reason: null, next: null, link: null },
    ],
  })
  const organisation = { connectionId: 'c1', organisationId: '311', name: 'Contoso Dental', mapped: true }
  const made = viewOf({ id: '99999999-9999-4999-8999-999999999999', displayName: 'New Person' })
  const asked = serve({
    'tickets.resolve': () => nobodyFor({ organisation: { ...organisation, tenantIds: [tenant.id] } }),
    'tenants.get': () => tenant,
    'actions.policy': policy,
    'actions.options': (input: { field: string }) => ({
      options: [
        { value: input.field, label: `One ${input.field}`, detail: null, disabled: null, link: null },
      ],
      more: false,
    }),
    'actions.run': () => outcomeOf({ view: made }),
    'persons.get': () => made,
  })
  const screen = await openPanel()
  await screen.says('Create a person in')
  await screen.press(`Create a person in ${tenant.name}`)
  await screen.says('One domain')
  for (const words of ['One domain', 'One location']) {
    const labels = [...screen.host.querySelectorAll('label')]
    await act(async () =>
      labels
        .find((label) => label.textContent?.includes(words))
        ?.querySelector('input')
        ?.click(),
    )
  }
  for (const [words, value] of [
    ['Display name', 'New Person'],
    ['User name', 'new.person'],
  ] as const) {
    const boxes = [...screen.host.querySelectorAll<HTMLElement>('fluent-text-input')]
    const box = boxes.find((one) => one.textContent?.trim() === words)
    await act(async () => {
      Object.assign(box ?? {}, { value })
      box?.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  await screen.says('Create New Person (new.person@One domain)')
  await act(async () => {
    screen.host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
  await screen.says('Create a person: done')
  const sent = asked.find(({ name }) => name === 'actions.run')?.input
  expect(sent).toMatchObject({ tenantId: tenant.id, personId: tenant.id, seen: { displayName: tenant.name } })
  await screen.press('Done')
  await screen.says('New Person')
})
